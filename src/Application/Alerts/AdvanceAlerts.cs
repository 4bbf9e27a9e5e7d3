using TicketPlatform.Application.Jobs;
using TicketPlatform.Application.Persistence;
using TicketPlatform.Domain.Alerts;

namespace TicketPlatform.Application.Alerts;

/// <summary>
/// Lets time pass for open episodes: closes those that have dwelt, and reminds of those that nobody acknowledged. Late, an episode ends
/// at the same instant all the same.
/// </summary>
public sealed record AdvanceAlerts(SliceBudget Budget) : IRequest<SliceOutcome>;

internal sealed class AdvanceAlertsHandler(ITicketPlatformDb db, IAlertStore store, AlertEvaluation evaluation, TimeProvider time)
    : IRequestHandler<AdvanceAlerts, SliceOutcome>
{
    private const int Batch = 200;

    public async Task<SliceOutcome> Handle(AdvanceAlerts job, CancellationToken cancellationToken)
    {
        var rows = 0;
        while (job.Budget.Remains)
        {
            var due = await store.DueAsync(time.GetUtcNow(), Batch, cancellationToken);
            if (due.Count == 0)
                return new SliceOutcome(rows);
            var changed = await db.InTransactionAsync(token => evaluation.LookAsync(due, AlertCause.Proof, token), cancellationToken);
            if (changed == 0)
                return new SliceOutcome(rows); // another node was first
            rows += changed;
        }
        return new SliceOutcome(rows, MoreIsWaiting: true);
    }
}
