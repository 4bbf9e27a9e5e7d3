using TicketPlatform.Domain.Alerts;

namespace TicketPlatform.Application.Alerts;

/// <summary>What becomes of the alerts of a user who was removed in the same transaction.</summary>
internal sealed class AlertErasure(AlertEvaluation evaluation, IAlertStore store)
{
    /// <summary>Ends the open episode and forgets what people wrote; the bare episodes stay as history.</summary>
    public async Task EraseAsync(Guid userId, CancellationToken cancellationToken)
    {
        await evaluation.LookAsync([userId], AlertCause.Matching, cancellationToken);
        await store.EraseNotesAsync(userId, cancellationToken);
    }
}
