using TicketPlatform.Application.Operations;
using TicketPlatform.Infrastructure.Persistence;

namespace TicketPlatform.Infrastructure.Jobs;

internal sealed class OperationalRecords(TicketPlatformDbContext db) : IOperationalRecords
{
    public Task<int> RemoveJobRunsAsync(DateTimeOffset endedBefore, int limit, CancellationToken cancellationToken) =>
        db
            .JobRuns.Where(run =>
                db.JobRuns.Where(old => old.FinishedAt < endedBefore)
                    .OrderBy(old => old.FinishedAt)
                    .Take(limit)
                    .Any(old => old.Id == run.Id)
            )
            .ExecuteDeleteAsync(cancellationToken);
}
