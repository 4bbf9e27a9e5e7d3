namespace TicketPlatform.Testing;

/// <summary>Runs a program to its end and keeps what it said.</summary>
public static class ShortCommand
{
    /// <summary>Standard output and error of a program, in the order they were written, and its exit code.</summary>
    public sealed record Outcome(int ExitCode, string Output)
    {
        public bool Succeeded => ExitCode == 0;

        /// <exception cref="InvalidOperationException">The program failed; the message is what it said.</exception>
        public void EnsureSuccess()
        {
            if (!Succeeded)
                throw new InvalidOperationException(Output);
        }
    }

    /// <summary>Runs the program; the process is killed when <paramref name="cancellationToken"/> is cancelled.</summary>
    public static async Task<Outcome> RunAsync(
        IEnumerable<string> command,
        string? workingDirectory = null,
        CancellationToken cancellationToken = default
    )
    {
        await using var process = ChildProcess.Start(new([.. command]) { WorkingDirectory = workingDirectory });
        var exitCode = await process.WaitForExitAsync(cancellationToken);
        return new(exitCode, string.Join(Environment.NewLine, process.RecentLines));
    }
}
