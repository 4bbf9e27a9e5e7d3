using Microsoft.EntityFrameworkCore;
using TicketPlatform.Application.Jobs;
using TicketPlatform.Application.Persistence;
using TicketPlatform.Application.Synchronization;
using TicketPlatform.Application.Zendesk;
using TicketPlatform.Domain.Synchronization;

namespace TicketPlatform.Application.Statistics;

/// <summary>Follows the export of ticket events from its checkpoint, then walks the recent past again where that is due.</summary>
public sealed record SyncEvents(SliceBudget Budget) : IRequest<SliceOutcome>;

internal sealed class SyncEventsHandler(
    ITicketPlatformDb db,
    StreamSlice slice,
    ITicketEventExport export,
    EventPageStore pages,
    TimeProvider time
) : IRequestHandler<SyncEvents, SliceOutcome>
{
    private static readonly OverlapPass Overlap = new(StreamNames.OverlapOfEvents, TimeSpan.FromMinutes(5), 3 * OverlapPass.Shortest);

    public async Task<SliceOutcome> Handle(SyncEvents job, CancellationToken cancellationToken)
    {
        // Both draw on one small budget, and somebody waits for the tickets.
        if (await MirrorIsFillingAsync(cancellationToken))
            return SliceOutcome.Nothing;

        var followed = await slice.RunAsync(Following(), job.Budget, cancellationToken);
        if (followed.MoreIsWaiting || followed.Problem is not null || !job.Budget.Remains)
            return followed;

        var events = await db.SyncStreams.AsNoTracking().SingleAsync(stream => stream.Name == StreamNames.Events, cancellationToken);
        if (events.Watermark is null)
            return followed;
        var repeated = await slice.RunAsync(Repeating(events), job.Budget, cancellationToken);
        return repeated with { Rows = followed.Rows + repeated.Rows };
    }

    private Task<bool> MirrorIsFillingAsync(CancellationToken cancellationToken) =>
        db.SyncStreams.AnyAsync(stream => stream.Name == StreamNames.Tickets && stream.Watermark == null, cancellationToken);

    private StreamWalk<TicketEventPage> Following() =>
        new(
            StreamNames.Events,
            StartAtTheBeginning,
            (stream, position, token) => export.ReadAsync(position, stream.PageSize, RequestLane.Statistics, token),
            page => page.Receipt,
            (_, page, token) => pages.StoreAsync(page, token)
        );

    private StreamWalk<TicketEventPage> Repeating(SyncStream events) =>
        new(
            Overlap.Stream,
            stream => Overlap.IsDue(stream, events, time.GetUtcNow()),
            (stream, position, token) => export.ReadAsync(position, stream.PageSize, RequestLane.Reconciliation, token),
            page => page.Receipt,
            (stream, page, token) => pages.StoreRepeatedAsync(stream, page, events.Watermark, token)
        );

    private static bool StartAtTheBeginning(SyncStream stream)
    {
        if (stream.Run == Guid.Empty)
            stream.Begin(Guid.NewGuid(), startTime: 0);
        return true;
    }
}
