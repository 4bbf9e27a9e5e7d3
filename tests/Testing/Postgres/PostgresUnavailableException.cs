namespace TicketPlatform.Testing;

/// <summary>PostgreSQL cannot be started here. The message says in one line what to do about it.</summary>
public sealed class PostgresUnavailableException : Exception
{
    public PostgresUnavailableException() { }

    public PostgresUnavailableException(string message)
        : base(message) { }

    public PostgresUnavailableException(string message, Exception cause)
        : base(message, cause) { }
}
