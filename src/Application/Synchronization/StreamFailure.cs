using TicketPlatform.Application.Zendesk;
using TicketPlatform.Domain.Synchronization;

namespace TicketPlatform.Application.Synchronization;

/// <summary>What a failed request means for its stream. Retries are bounded inside a slice and unbounded across slices.</summary>
internal static class StreamFailure
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    public static void Note(SyncStream stream, ZendeskException failure, DateTimeOffset now)
    {
        stream.Miss(failure.Attempts);
        switch (failure.Fault)
        {
            case ZendeskFault.Refused:
                stream.Stop(failure.Message, now);
                return;
            case ZendeskFault.Rejected or ZendeskFault.NotFound:
                Restart(stream);
                break;
            case ZendeskFault.TimedOut:
                stream.ShrinkPages();
                break;
        }
        stream.Fail(failure.Message, now, failure.RetryAfter ?? Pause(stream.Failures));
    }

    // A refused cursor is replaced by a walk that begins before everything it may have missed. A pass over the recent past begins anew:
    // only as a whole it tells that what could be seen when it began is stored.
    private static void Restart(SyncStream stream)
    {
        var before = stream.Cursor is null || StreamNames.Overlaps.Contains(stream.Name) ? stream.StartTime : stream.NewestVersion;
        stream.Begin(Guid.NewGuid(), Math.Max(0, before - OverlapPass.Shortest));
    }

    private static TimeSpan Pause(int failures) => TimeSpan.FromSeconds(Math.Min(Math.Pow(2, failures) - 1, LongestPause.TotalSeconds));
}
