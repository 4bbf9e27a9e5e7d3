namespace TicketPlatform.Application.Tickets;

/// <summary>How old an answer is, honestly.</summary>
/// <param name="AsOf">Everything that Zendesk recorded before this instant is in the answer; null while the first synchronisation runs.</param>
/// <param name="LagSeconds">How long ago that was, in seconds.</param>
/// <param name="Source">Which way of synchronisation proves it: export.</param>
/// <param name="Stale">Whether the answer is older than promised.</param>
/// <param name="Refresh">What came of <c>maxAge</c>: notRequested, or unavailable.</param>
public sealed record Freshness(DateTimeOffset? AsOf, double? LagSeconds, string Source, bool Stale, string Refresh)
{
    /// <summary>A change reaches the mirror within 90 seconds, the minute included that Zendesk withholds.</summary>
    public static readonly TimeSpan Promise = TimeSpan.FromSeconds(90);

    public static Freshness Of(DateTimeOffset? watermark, DateTimeOffset now, bool refreshAsked)
    {
        var lag = now - watermark;
        return new Freshness(
            watermark,
            lag is { } known ? Math.Round(Math.Max(0, known.TotalSeconds), 1) : null,
            "export",
            lag is null || lag > Promise,
            refreshAsked ? "unavailable" : "notRequested"
        );
    }
}
