namespace TicketPlatform.Application.Tickets;

/// <summary>How old an answer is, honestly.</summary>
/// <param name="AsOf">Everything that Zendesk recorded before this instant is in the answer; null where nothing proves any instant yet.</param>
/// <param name="LagSeconds">How long ago that was, in seconds.</param>
/// <param name="Source">What proves it: export, or reread.</param>
/// <param name="Stale">Whether the answer is older than promised.</param>
/// <param name="Refresh">What came of <c>maxAge</c>: notRequested, fresh, done, timedOut, rateLimited, or failed.</param>
/// <param name="HeardAt">
/// When the newest event took place that Zendesk has pushed, of whatever ticket; null where it has pushed none. It proves nothing about
/// this answer.
/// </param>
public sealed record Freshness(DateTimeOffset? AsOf, double? LagSeconds, string Source, bool Stale, string Refresh, DateTimeOffset? HeardAt)
{
    /// <summary>A change reaches the mirror within 90 seconds, the minute included that Zendesk withholds.</summary>
    public static readonly TimeSpan Promise = TimeSpan.FromSeconds(90);

    public static Freshness Of(StoredUserTickets stored, DateTimeOffset now, RefreshOutcome refresh)
    {
        var lag = now - stored.ProvenAt;
        return new Freshness(
            stored.ProvenAt,
            lag is { } known ? Math.Round(Math.Max(0, known.TotalSeconds), 1) : null,
            stored.IsProvenByReread ? "reread" : "export",
            lag is null || lag > Promise,
            NameOf(refresh),
            stored.HeardAt
        );
    }

    /// <summary>Whether what is stored is proven to be no older than so many seconds.</summary>
    public static bool IsWithin(int seconds, StoredUserTickets stored, DateTimeOffset now) =>
        now - stored.ProvenAt <= TimeSpan.FromSeconds(seconds);

    private static string NameOf(RefreshOutcome refresh) =>
        refresh switch
        {
            RefreshOutcome.Fresh => "fresh",
            RefreshOutcome.Done => "done",
            RefreshOutcome.TimedOut => "timedOut",
            RefreshOutcome.RateLimited => "rateLimited",
            RefreshOutcome.Failed => "failed",
            _ => "notRequested",
        };
}
