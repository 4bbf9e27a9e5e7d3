namespace TicketPlatform.Dev.Commands;

/// <summary><c>./dev bench</c>: builds the benchmarks as they would ship, and runs them.</summary>
internal static class BenchCommand
{
    public static Task<int> ExecuteAsync(string[] arguments) => ReleasedProgram.RunAsync("Benchmarks", arguments);
}
