using Microsoft.EntityFrameworkCore;
using TicketPlatform.Application.Jobs;
using TicketPlatform.Application.Persistence;
using TicketPlatform.Application.Synchronization;
using TicketPlatform.Domain.Synchronization;

namespace TicketPlatform.Application.Reconciliation;

/// <summary>
/// Proves the mirror: accounts for every ticket id once a night, and reads a random sample of tickets again every hour and every night.
/// Running it twice, late or never is safe; what is due is told by the database.
/// </summary>
/// <param name="Budget">The time of the slice.</param>
/// <param name="Dice">Decides which tickets are read again.</param>
public sealed record ReconcileTickets(SliceBudget Budget, Random Dice) : IRequest<SliceOutcome>;

internal sealed class ReconcileTicketsHandler(
    ITicketPlatformDb db,
    StreamSlice slice,
    GapAudit gaps,
    SampleCheck samples,
    TimeProvider time
) : IRequestHandler<ReconcileTickets, SliceOutcome>
{
    public async Task<SliceOutcome> Handle(ReconcileTickets job, CancellationToken cancellationToken)
    {
        var tickets = await db.SyncStreams.AsNoTracking().SingleAsync(stream => stream.Name == StreamNames.Tickets, cancellationToken);
        if (tickets.Watermark is not { } watermark)
            return SliceOutcome.Nothing; // before the mirror was complete once, nearly everything is missing
        return await slice.RunAsync(
            StreamNames.Reconciliation,
            (stream, token) => ReconcileAsync(stream, job, watermark, token),
            cancellationToken
        );
    }

    private async Task<SliceOutcome> ReconcileAsync(
        SyncStream stream,
        ReconcileTickets job,
        DateTimeOffset watermark,
        CancellationToken cancellationToken
    )
    {
        await gaps.BeginIfDueAsync(cancellationToken);
        var rows = 0;
        while (job.Budget.Remains)
        {
            var done = await samples.NextAsync(watermark, job.Dice, time.GetUtcNow(), cancellationToken);
            if (done == 0)
                done = await gaps.NextAsync(watermark, cancellationToken);
            if (done == 0)
            {
                stream.CatchUp(time.GetUtcNow());
                return new SliceOutcome(rows);
            }
            rows += done;
        }
        return new SliceOutcome(rows, MoreIsWaiting: true);
    }
}
