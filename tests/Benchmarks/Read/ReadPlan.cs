using TicketPlatform.Dev;

namespace TicketPlatform.Benchmarks.Read;

/// <summary>How large and how long a run is.</summary>
/// <param name="Users">Platform users.</param>
/// <param name="Tickets">Tickets, spread over the users at random.</param>
/// <param name="Connections">Clients that ask at the same time.</param>
/// <param name="Rounds">How often each target is measured.</param>
/// <param name="Round">How long each time.</param>
/// <param name="WarmUp">How long each target is loaded before anything counts.</param>
internal sealed record ReadPlan(int Users, int Tickets, int Connections, int Rounds, TimeSpan Round, TimeSpan WarmUp)
{
    /// <summary>How much smaller the data of the flatness check is.</summary>
    public const int Reduction = 100;

    public static ReadPlan Parse(string[] arguments)
    {
        string[] known = ["--users", "--tickets", "--connections", "--rounds", "--seconds", "--warm-up"];
        var options = CommandOptions.Parse("bench read", arguments, known, []).WithoutRest();
        return new(
            options.Number("--users", Reduction, 10_000_000) ?? 100_000,
            options.Number("--tickets", Reduction, 100_000_000) ?? 1_000_000,
            options.Number("--connections", 1, 1000) ?? 32,
            options.Number("--rounds", 1, 1000) ?? 5,
            TimeSpan.FromSeconds(options.Number("--seconds", 1, 3600) ?? 5),
            TimeSpan.FromSeconds(options.Number("--warm-up", 1, 3600) ?? 8)
        );
    }

    public ReadPlan Reduced() => this with { Users = Users / Reduction, Tickets = Tickets / Reduction };
}
