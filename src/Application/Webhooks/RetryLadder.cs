namespace TicketPlatform.Application.Webhooks;

/// <summary>How long a message that could not be applied waits, and when it is given up: 1, 4, 16 and 64 seconds, then a dead letter.</summary>
internal static class RetryLadder
{
    private const int Attempts = 5;

    /// <summary>The pause after a number of failed attempts (at least 1); null after the last one.</summary>
    public static TimeSpan? After(int attempts) => attempts >= Attempts ? null : TimeSpan.FromSeconds(Math.Pow(4, attempts - 1));
}
