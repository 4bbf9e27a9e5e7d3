using Microsoft.EntityFrameworkCore;
using TicketPlatform.Application.Jobs;
using TicketPlatform.Application.Persistence;
using TicketPlatform.Application.Zendesk;
using TicketPlatform.Domain.Synchronization;

namespace TicketPlatform.Application.Synchronization;

/// <summary>Follows the ticket export from its checkpoint. Running it twice, late or never is safe.</summary>
public sealed record SyncTickets(SliceBudget Budget) : IRequest<SliceOutcome>;

internal sealed class SyncTicketsHandler(
    ITicketPlatformDb db,
    StreamSlice slice,
    ITicketExport export,
    TicketPageStore pages,
    TimeProvider time
) : IRequestHandler<SyncTickets, SliceOutcome>
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    public async Task<SliceOutcome> Handle(SyncTickets job, CancellationToken cancellationToken)
    {
        // A ticket stored before its requester is known is written twice: that halves the speed of the first synchronisation.
        while (await UsersComeFirstAsync(cancellationToken))
        {
            if (!job.Budget.Remains)
                return new SliceOutcome(0, MoreIsWaiting: true);
            await Task.Delay(Pause, time, cancellationToken);
        }
        var walk = new StreamWalk<TicketPage>(
            StreamNames.Tickets,
            StartAtTheBeginning,
            FetchAsync,
            page => page.Receipt,
            (stream, page, token) => pages.StoreAsync(page, fillsMirror: stream.Watermark is null, token)
        );
        return await slice.RunAsync(walk, job.Budget, cancellationToken);
    }

    /// <summary>Whether users and tickets are both being read for the first time, and the users without trouble.</summary>
    private Task<bool> UsersComeFirstAsync(CancellationToken cancellationToken) =>
        db.SyncStreams.AnyAsync(
            users =>
                users.Name == StreamNames.Users
                && users.Watermark == null
                && users.Failures == 0
                && users.State == StreamState.Backfilling
                && db.SyncStreams.Any(tickets => tickets.Name == StreamNames.Tickets && tickets.Watermark == null),
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
        // While the mirror fills, the user export has brought the users a thousand at a time; afterwards a new requester
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
