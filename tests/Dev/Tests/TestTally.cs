namespace TicketPlatform.Dev.Tests;

/// <summary>A test that did not pass, and why.</summary>
internal sealed record NamedOutcome(string Name, string Reason);

/// <summary>What became of some tests.</summary>
internal sealed record TestTally(int Passed, IReadOnlyList<NamedOutcome> Failed, IReadOnlyList<NamedOutcome> Skipped)
{
    public static TestTally Empty { get; } = new(0, [], []);

    /// <summary>Nothing failed, and something passed: a run without tests proves nothing.</summary>
    public bool Succeeded => Passed > 0 && Failed is [];

    /// <summary>The last line of <c>./dev test</c>.</summary>
    public string LastLine =>
        Skipped is [] ? $"{Passed} passed, {Failed.Count} failed" : $"{Passed} passed, {Failed.Count} failed, {Skipped.Count} skipped";

    /// <summary>A check that is not a test failed.</summary>
    public static TestTally FailedCheck(string name, string reason) => new(0, [new(name, reason)], []);

    public static TestTally operator +(TestTally left, TestTally right) =>
        new(left.Passed + right.Passed, [.. left.Failed, .. right.Failed], [.. left.Skipped, .. right.Skipped]);
}
