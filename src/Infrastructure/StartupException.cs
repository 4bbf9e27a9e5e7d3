namespace TicketPlatform.Infrastructure;

/// <summary>The platform cannot start; the message is one line that says what to set or mend.</summary>
public sealed class StartupException(string message, Exception? inner = null) : Exception(message, inner);
