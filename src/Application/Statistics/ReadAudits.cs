using TicketPlatform.Application.Jobs;
using TicketPlatform.Application.Persistence;
using TicketPlatform.Application.Synchronization;
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
        foreach (var (read, ticket) in due.Index())
        {
            if (!budget.Remains)
                return new SliceOutcome(read, MoreIsWaiting: true);
            var history = await audits.ReadAsync(ticket, cancellationToken);
            await db.InTransactionAsync(
                async token =>
                {
                    await reads.NoteAsync(ticket, history.AskedAt, token);
                    return await facts.AddAsync(history.Facts, token);
                },
                cancellationToken
            );
        }
        stream.CatchUp(time.GetUtcNow());
        return new SliceOutcome(due.Count, MoreIsWaiting: due.Count == Batch);
    }
}
