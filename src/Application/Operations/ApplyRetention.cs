using TicketPlatform.Application.Jobs;

namespace TicketPlatform.Application.Operations;

/// <summary>Removes what is only kept for looking back: runs of jobs older than a week.</summary>
public sealed record ApplyRetention(SliceBudget Budget) : IRequest<SliceOutcome>;

/// <summary>Records that grow with time and not with users.</summary>
public interface IOperationalRecords
{
    /// <summary>Removes up to <paramref name="limit"/> runs that ended before; answers how many.</summary>
    Task<int> RemoveJobRunsAsync(DateTimeOffset endedBefore, int limit, CancellationToken cancellationToken);
}

internal sealed class ApplyRetentionHandler(IOperationalRecords records, TimeProvider time) : IRequestHandler<ApplyRetention, SliceOutcome>
{
    private const int Batch = 5_000;
    private static readonly TimeSpan KeptJobRuns = TimeSpan.FromDays(7);

    public async Task<SliceOutcome> Handle(ApplyRetention job, CancellationToken cancellationToken)
    {
        var rows = 0;
        while (job.Budget.Remains)
        {
            var removed = await records.RemoveJobRunsAsync(time.GetUtcNow() - KeptJobRuns, Batch, cancellationToken);
            rows += removed;
            if (removed < Batch)
                return new SliceOutcome(rows);
        }
        return new SliceOutcome(rows, MoreIsWaiting: true);
    }
}
