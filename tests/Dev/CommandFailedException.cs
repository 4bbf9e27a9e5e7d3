namespace TicketPlatform.Dev;

/// <summary>A command cannot go on. The message is one line for the developer: what is wrong and what to do.</summary>
public sealed class CommandFailedException : Exception
{
    /// <summary>The exit code for a command line, or a machine, that the command cannot start with.</summary>
    public const int Refused = 2;

    /// <summary>The exit code shells give to a command that Ctrl-C ended.</summary>
    public const int Interrupted = 130;

    public CommandFailedException() { }

    public CommandFailedException(string message)
        : base(message) { }

    public CommandFailedException(string message, Exception cause)
        : base(message, cause) { }

    public int ExitCode { get; private init; } = 1;

    /// <summary>Nothing was started: what was asked for makes no sense here.</summary>
    public static CommandFailedException Refuse(string message) => new(message) { ExitCode = Refused };
}
