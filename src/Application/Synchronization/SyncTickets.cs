using TicketPlatform.Application.Jobs;
using TicketPlatform.Application.Zendesk;
using TicketPlatform.Domain.Synchronization;

namespace TicketPlatform.Application.Synchronization;

/// <summary>Follows the ticket export from its checkpoint. Running it twice, late or never is safe.</summary>
public sealed record SyncTickets(SliceBudget Budget) : IRequest<SliceOutcome>;

internal sealed class SyncTicketsHandler(StreamSlice slice, ITicketExport export, TicketPageStore pages)
    : IRequestHandler<SyncTickets, SliceOutcome>
{
    public Task<SliceOutcome> Handle(SyncTickets job, CancellationToken cancellationToken) =>
        slice.RunAsync(
            new StreamWalk<TicketPage>(StreamNames.Tickets, StartAtTheBeginning, FetchAsync, page => page.Receipt, pages.StoreAsync),
            job.Budget,
            cancellationToken
        );

    private static bool StartAtTheBeginning(SyncStream stream)
    {
        if (stream.Run == Guid.Empty)
            stream.Begin(Guid.NewGuid(), startTime: 0);
        return true;
    }

    private Task<TicketPage> FetchAsync(SyncStream stream, ExportPosition position, CancellationToken cancellationToken)
    {
        // While the mirror fills, the user export brings the users a thousand at a time; afterwards a new requester
        // should be known together with their first ticket.
        var live = stream.Watermark is not null;
        return export.ReadAsync(
            position,
            stream.PageSize,
            withUsers: live,
            live ? RequestLane.Live : RequestLane.Backfill,
            cancellationToken
        );
    }
}
