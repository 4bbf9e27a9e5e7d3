using TicketPlatform.Application.Jobs;
using TicketPlatform.Application.Persistence;
using TicketPlatform.Application.Synchronization;
using TicketPlatform.Application.Zendesk;
using TicketPlatform.Domain.Synchronization;

namespace TicketPlatform.Application.Statistics;

/// <summary>Reads the whole history of the tickets whose events do not add up.</summary>
public sealed record ReadAudits(SliceBudget Budget) : IRequest<SliceOutcome>;

internal sealed class ReadAuditsHandler(
    ITicketPlatformDb db,
    StreamSlice slice,
    ITicketAudits audits,
    IAuditReads reads,
    ITicketFacts facts,
    TimeProvider time
) : IRequestHandler<ReadAudits, SliceOutcome>
{
    private const int Batch = 100;

    public Task<SliceOutcome> Handle(ReadAudits job, CancellationToken cancellationToken) =>
        slice.RunAsync(StreamNames.Audits, (stream, token) => ReadAsync(stream, job.Budget, token), cancellationToken);

    private async Task<SliceOutcome> ReadAsync(SyncStream stream, SliceBudget budget, CancellationToken cancellationToken)
    {
        var due = await reads.DueAsync(Batch, cancellationToken);
        var read = 0;
        while (read < due.Count && await ReadAsync(stream, due[read], budget, cancellationToken))
            read++;
        stream.CatchUp(time.GetUtcNow());
        return new SliceOutcome(read, MoreIsWaiting: read < due.Count || due.Count == Batch);
    }

    /// <summary>Reads a ticket page by page, as its history may be longer than a slice; answers whether to its end.</summary>
    private async Task<bool> ReadAsync(SyncStream stream, AuditReading reading, SliceBudget budget, CancellationToken cancellationToken)
    {
        var ticket = reading.TicketId;
        try
        {
            do
            {
                if (!budget.Remains)
                    return false;
                var cursor = reading.Cursor;
                var page = await slice.AskAsync(
                    budget,
                    token => audits.ReadAsync(ticket, cursor, stream.PageSize, token),
                    cancellationToken
                );
                reading = reading.After(page);
                await StoreAsync(reading, page, cancellationToken);
            } while (reading.Cursor is not null);
            return true;
        }
        catch (ZendeskException failure)
        {
            // The others do not wait for a ticket that cannot be read. Its cursor is refused only where it is of no use any more.
            await reads.PutOffAsync(ticket, failure.Fault == ZendeskFault.Rejected, time.GetUtcNow(), cancellationToken);
            throw;
        }
    }

    private Task<int> StoreAsync(AuditReading reading, AuditPage page, CancellationToken cancellationToken) =>
        db.InTransactionAsync(
            async token =>
            {
                // In this order, as everywhere: facts lock before what is doubted of them.
                var added = await facts.AddAsync(page.Facts, token);
                await reads.NoteAsync(reading, token);
                return added;
            },
            cancellationToken
        );
}
