using TicketPlatform.Application.Jobs;

namespace TicketPlatform.Application.Operations;

/// <summary>
/// Removes what is only kept for looking back: runs of jobs and settled webhooks for a week, changes of lists for a day, dead letters of
/// webhooks and delivered notifications for a month, notifications that were given up for three.
/// </summary>
public sealed record ApplyRetention(SliceBudget Budget) : IRequest<SliceOutcome>;

/// <summary>Records that grow with time and not with users. Each removal takes up to a limit of the oldest, and answers how many.</summary>
public interface IOperationalRecords
{
    Task<int> RemoveJobRunsAsync(DateTimeOffset endedBefore, int limit, CancellationToken cancellationToken);

    /// <summary>Notes in the same transaction how far the log of lists no longer reaches back.</summary>
    Task<int> RemoveListChangesAsync(DateTimeOffset notedBefore, int limit, CancellationToken cancellationToken);

    Task<int> RemoveSettledMessagesAsync(DateTimeOffset settledBefore, int limit, CancellationToken cancellationToken);

    Task<int> RemoveDeadLettersAsync(DateTimeOffset receivedBefore, int limit, CancellationToken cancellationToken);

    /// <summary>Those that reached every target they were meant for.</summary>
    Task<int> RemoveDeliveredNotificationsAsync(DateTimeOffset addedBefore, int limit, CancellationToken cancellationToken);

    /// <summary>Those of which nothing waits any more, whether they arrived or not.</summary>
    Task<int> RemoveSettledNotificationsAsync(DateTimeOffset addedBefore, int limit, CancellationToken cancellationToken);

    /// <summary>The last run of every job there is.</summary>
    Task<IReadOnlyList<JobStatus>> LastRunsAsync(CancellationToken cancellationToken);
}

internal sealed class ApplyRetentionHandler(IOperationalRecords records, TimeProvider time) : IRequestHandler<ApplyRetention, SliceOutcome>
{
    private const int Batch = 5_000;
    private static readonly TimeSpan KeptJobRuns = TimeSpan.FromDays(7);
    private static readonly TimeSpan KeptListChanges = TimeSpan.FromDays(1);
    private static readonly TimeSpan KeptMessages = TimeSpan.FromDays(7);
    private static readonly TimeSpan KeptDeadLetters = TimeSpan.FromDays(30);
    private static readonly TimeSpan KeptDeliveredNotifications = TimeSpan.FromDays(30);
    private static readonly TimeSpan KeptNotifications = TimeSpan.FromDays(90);

    public async Task<SliceOutcome> Handle(ApplyRetention job, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        Func<Task<int>>[] removals =
        [
            () => records.RemoveJobRunsAsync(now - KeptJobRuns, Batch, cancellationToken),
            () => records.RemoveListChangesAsync(now - KeptListChanges, Batch, cancellationToken),
            () => records.RemoveSettledMessagesAsync(now - KeptMessages, Batch, cancellationToken),
            () => records.RemoveDeadLettersAsync(now - KeptDeadLetters, Batch, cancellationToken),
            () => records.RemoveDeliveredNotificationsAsync(now - KeptDeliveredNotifications, Batch, cancellationToken),
            () => records.RemoveSettledNotificationsAsync(now - KeptNotifications, Batch, cancellationToken),
        ];
        var rows = 0;
        foreach (var remove in removals)
            for (var removed = Batch; removed == Batch; rows += removed)
            {
                if (!job.Budget.Remains)
                    return new SliceOutcome(rows, MoreIsWaiting: true);
                removed = await remove();
            }
        return new SliceOutcome(rows);
    }
}
