namespace TicketPlatform.Dev.Commands;

/// <summary><c>./dev soak</c>: seeded months under faults, as many as wanted.</summary>
internal static class SoakCommand
{
    public static Task<int> ExecuteAsync(string[] arguments) => ReleasedProgram.RunAsync("Soak", arguments);
}
