using TicketPlatform.Domain.Synchronization;

namespace TicketPlatform.Application.Synchronization;

/// <summary>
/// A repeated walk over the recent past: a cursor is a position in whole seconds, so a row that becomes visible late
/// with an older key would otherwise be skipped for good.
/// </summary>
/// <param name="Stream">Its name in <c>sync_streams</c>.</param>
/// <param name="Every">From the end of one pass to the start of the next.</param>
/// <param name="Depth">How far before the beginning of the last pass it begins, in seconds: as late as a row may be.</param>
internal sealed record OverlapPass(string Stream, TimeSpan Every, long Depth)
{
    /// <summary>Late rows were seen minutes late at most.</summary>
    public const long Shortest = 300;

    public static readonly IReadOnlyList<OverlapPass> All =
    [
        new(StreamNames.OverlapOfMinutes, TimeSpan.FromMinutes(5), Shortest),
        new(StreamNames.OverlapOfHours, TimeSpan.FromHours(1), 2 * 3_600),
        new(StreamNames.OverlapOfDays, TimeSpan.FromDays(1), 2 * 86_400),
    ];

    /// <summary>Whether there is something to walk now; begins a new walk where the last one has ended long enough ago.</summary>
    /// <param name="stream">Of the pass, leased.</param>
    /// <param name="followed">The stream whose recent past it is, read to its end once at least.</param>
    /// <param name="now">UTC.</param>
    public bool IsDue(SyncStream stream, SyncStream followed, DateTimeOffset now)
    {
        if (stream.Run != Guid.Empty && stream.CompletedAt is null)
            return true;
        if (stream.CompletedAt is not null && stream.LastSucceededAt + Every > now)
            return false;
        // What could be seen when the last pass began is stored; before the first, what could be seen when the stream was first read.
        // Either may be long ago: a pass ends hours after its beginning where Zendesk was away in between.
        // In quiet times not after the newest row: lateness is then counted from there, which costs few rows and trusts no clock.
        var seen = (stream.DrainedSince ?? followed.BegunAt!.Value).ToUnixTimeSeconds();
        stream.Begin(Guid.NewGuid(), Math.Max(0, Math.Min(seen, followed.NewestVersion) - Depth));
        return true;
    }
}
