using TicketPlatform.Application.Jobs;
using TicketPlatform.Application.Zendesk;

namespace TicketPlatform.Application.Tickets;

/// <summary>Reads the tickets again about which two equally new observations disagreed.</summary>
public sealed record RereadTickets(SliceBudget Budget) : IRequest<SliceOutcome>;

internal sealed class RereadTicketsHandler(ITicketStore store, ITicketReads zendesk, IMediator mediator)
    : IRequestHandler<RereadTickets, SliceOutcome>
{
    /// <summary>The most ids that Zendesk's show_many takes.</summary>
    private const int Batch = 100;

    public async Task<SliceOutcome> Handle(RereadTickets job, CancellationToken cancellationToken)
    {
        var rows = 0;
        while (job.Budget.Remains)
        {
            var due = await store.RereadDueAsync(Batch, cancellationToken);
            if (due.Count == 0)
                return new SliceOutcome(rows);
            try
            {
                rows += await RereadAsync(due, cancellationToken);
            }
            catch (ZendeskException exception)
            {
                return new SliceOutcome(rows, Problem: exception.Message);
            }
        }
        return new SliceOutcome(rows, MoreIsWaiting: true);
    }

    private async Task<int> RereadAsync(IReadOnlyList<long> due, CancellationToken cancellationToken)
    {
        var seen = await zendesk.ShowManyAsync(due, RequestLane.Live, cancellationToken);
        await mediator.Send(new ApplyTicketObservations(seen), cancellationToken);
        // Whatever the answer could not settle, the export will: asking the same question again would not.
        await store.ForgetRereadAsync(due, cancellationToken);
        return seen.Count;
    }
}
