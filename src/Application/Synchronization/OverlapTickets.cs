using Microsoft.EntityFrameworkCore;
using TicketPlatform.Application.Jobs;
using TicketPlatform.Application.Persistence;
using TicketPlatform.Application.Zendesk;
using TicketPlatform.Domain.Synchronization;

namespace TicketPlatform.Application.Synchronization;

/// <summary>Walks the overlap passes that are due, the shortest first.</summary>
public sealed record OverlapTickets(SliceBudget Budget) : IRequest<SliceOutcome>;

internal sealed class OverlapTicketsHandler(
    ITicketPlatformDb db,
    StreamSlice slice,
    ITicketExport export,
    OverlapPageStore pages,
    TimeProvider time
) : IRequestHandler<OverlapTickets, SliceOutcome>
{
    public async Task<SliceOutcome> Handle(OverlapTickets job, CancellationToken cancellationToken)
    {
        var tickets = await db.SyncStreams.AsNoTracking().SingleAsync(stream => stream.Name == StreamNames.Tickets, cancellationToken);
        if (tickets.Watermark is null)
            return SliceOutcome.Nothing; // before the mirror was complete once, there is no past to re-read

        var total = SliceOutcome.Nothing;
        foreach (var pass in OverlapPass.All)
        {
            if (!job.Budget.Remains)
                return total with { MoreIsWaiting = true };
            var outcome = await slice.RunAsync(Walk(pass, tickets), job.Budget, cancellationToken);
            total = new(total.Rows + outcome.Rows, total.MoreIsWaiting || outcome.MoreIsWaiting, total.Problem ?? outcome.Problem);
        }
        return total;
    }

    private StreamWalk<TicketPage> Walk(OverlapPass pass, SyncStream tickets) =>
        new(
            pass.Stream,
            stream => pass.IsDue(stream, tickets, time.GetUtcNow()),
            (stream, position, token) => export.ReadAsync(position, stream.PageSize, withUsers: false, RequestLane.Reconciliation, token),
            page => page.Receipt,
            (stream, page, token) => pages.StoreAsync(stream, page, tickets.Watermark, token)
        );
}
