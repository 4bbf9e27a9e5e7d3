using Microsoft.EntityFrameworkCore;
using TicketPlatform.Application.Jobs;
using TicketPlatform.Application.Persistence;
using TicketPlatform.Domain.Synchronization;

namespace TicketPlatform.Application.Synchronization;

/// <summary>
/// Finds the Zendesk users whom the user export alone does not reveal: those that a platform user is known to only by a
/// further, verified address. Platform users without any requester are searched for once; the identities of changed
/// Zendesk users are read again.
/// </summary>
public sealed record ResolveRequesters(SliceBudget Budget) : IRequest<SliceOutcome>;

internal sealed class ResolveRequestersHandler(
    ITicketPlatformDb db,
    StreamSlice slice,
    RequesterSearch search,
    IdentityReading identities,
    TimeProvider time
) : IRequestHandler<ResolveRequesters, SliceOutcome>
{
    private const int Batch = 10;

    public async Task<SliceOutcome> Handle(ResolveRequesters job, CancellationToken cancellationToken)
    {
        // While the user export fills the mirror, everybody would look unmatched.
        if (!await db.SyncStreams.AnyAsync(s => s.Name == StreamNames.Users && s.Watermark != null, cancellationToken))
            return SliceOutcome.Nothing;
        return await slice.RunAsync(StreamNames.Requesters, (stream, token) => ResolveAsync(stream, job.Budget, token), cancellationToken);
    }

    private async Task<SliceOutcome> ResolveAsync(SyncStream stream, SliceBudget budget, CancellationToken cancellationToken)
    {
        var rows = 0;
        while (budget.Remains)
        {
            db.Forget();
            var done = await search.NextAsync(Batch, cancellationToken);
            if (done == 0)
            {
                stream.CatchUp(time.GetUtcNow());
                done = await identities.NextAsync(Batch, cancellationToken);
            }
            if (done == 0)
                return new SliceOutcome(rows);
            rows += done;
        }
        return new SliceOutcome(rows, MoreIsWaiting: true);
    }
}
