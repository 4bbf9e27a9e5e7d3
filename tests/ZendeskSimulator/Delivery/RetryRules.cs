namespace TicketPlatform.ZendeskSimulator.Delivery;

/// <summary>Which failures Zendesk repeats. Everything else is final, 500 and 404 included.</summary>
internal static class RetryRules
{
    private const int ConflictRetries = 3;
    private const int TimeoutRetries = 5;

    // Zendesk names no number for these; without one, a full endpoint would be asked for ever.
    private const int AskedRetries = 5;

    private static readonly TimeSpan LongestAskedWait = TimeSpan.FromSeconds(60);

    /// <summary>How long to wait before the next attempt; null when there is none.</summary>
    /// <param name="answer">The answer to the last attempt.</param>
    /// <param name="attempts">Attempts made so far.</param>
    /// <param name="pause">The wait where the endpoint asks for none.</param>
    public static TimeSpan? NextWait(EndpointAnswer answer, int attempts, TimeSpan pause) =>
        answer switch
        {
            { TimedOut: true } => attempts <= TimeoutRetries ? pause : null,
            { StatusCode: StatusCodes.Status409Conflict } => attempts <= ConflictRetries ? pause : null,
            { StatusCode: StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable, RetryAfter: { } asked }
                when asked < LongestAskedWait && attempts <= AskedRetries => asked,
            _ => null,
        };
}
