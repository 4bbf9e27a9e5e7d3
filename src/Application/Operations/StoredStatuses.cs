using TicketPlatform.Application.Notifications;
using TicketPlatform.Application.Reconciliation;
using TicketPlatform.Domain.Reconciliation;

namespace TicketPlatform.Application.Operations;

/// <summary>What is stored, how far that is proven and counted, whom it alerts, and what people have yet to be told.</summary>
internal sealed class StoredStatuses(
    IReconciliationFigures reconciliation,
    IStatisticsFigures statistics,
    IAlertFigures alerts,
    INotificationFigures notifications,
    TimeProvider time
)
{
    public async Task<StoredStatus> ReadAsync(CancellationToken cancellationToken)
    {
        var figures = await reconciliation.ReadAsync(SampleCheck.Window, cancellationToken);
        return new StoredStatus(
            Tickets(figures),
            Proven(figures),
            await statistics.ReadAsync(cancellationToken),
            await alerts.ReadAsync(cancellationToken),
            NotificationsStatus.Of(await notifications.ReadAsync(cancellationToken), time.GetUtcNow())
        );
    }

    private static TicketsStatus Tickets(ReconciliationFigures figures) =>
        new(
            figures.LastAudit?.Stored,
            figures.LastAudit?.WithOwner,
            figures.LastAudit?.Deleted,
            figures.LastAudit?.Scrubbed,
            figures.LastAudit?.MergedAway,
            figures.LastAudit?.FinishedAt,
            figures.RereadDue
        );

    private static ReconciliationStatus Proven(ReconciliationFigures figures) =>
        new(
            new GapsStatus(figures.LastAudit?.Absent ?? 0, figures.Recovered, figures.Unexplained),
            figures.LastAudit?.FinishedAt,
            figures.Sampled,
            figures.Differing,
            figures.Open,
            figures.Sampled == 0 ? null : ErrorBound.Upper(figures.Differing, figures.Sampled),
            figures.LateRows
        );
}

/// <param name="Tickets">What is stored.</param>
/// <param name="Reconciliation">What is proven of it.</param>
/// <param name="Statistics">How far the hourly figures are.</param>
/// <param name="Alerts">Users with too many open tickets.</param>
/// <param name="Notifications">Messages to people.</param>
internal sealed record StoredStatus(
    TicketsStatus Tickets,
    ReconciliationStatus Reconciliation,
    StatisticsStatus Statistics,
    AlertsStatus Alerts,
    NotificationsStatus Notifications
);
