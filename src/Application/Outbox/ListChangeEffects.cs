using TicketPlatform.Application.Alerts;
using TicketPlatform.Domain.Alerts;

namespace TicketPlatform.Application.Outbox;

/// <summary>What follows from a change of somebody's list, in its transaction and as its last step: alerts first, then live streams.</summary>
internal sealed class ListChangeEffects(AlertEvaluation alerts, IOutbox outbox)
{
    /// <param name="changes">What changed in whose list.</param>
    /// <param name="cause">What sort of change it was.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task ApplyAsync(IReadOnlyCollection<ListChange> changes, AlertCause cause, CancellationToken cancellationToken)
    {
        var episodes = await alerts.UpdateAsync(Touched(changes), cause, cancellationToken);
        await outbox.AppendAsync(episodes, changes, cancellationToken);
    }

    /// <summary>The same where nobody has seen a list yet that would be changed.</summary>
    public Task AlertAsync(IReadOnlyCollection<ListChange> changes, AlertCause cause, CancellationToken cancellationToken) =>
        alerts.LookAsync(Touched(changes), cause, cancellationToken);

    private static TouchedUser[] Touched(IReadOnlyCollection<ListChange> changes) =>
        [.. changes.Where(change => change.OpenTickets != 0).GroupBy(change => change.UserId).Select(Touched)];

    private static TouchedUser Touched(IGrouping<Guid, ListChange> changes) =>
        new(changes.Key, [.. changes.Select(change => change.TicketId)], MayExceed: changes.Any(change => change.OpenTickets > 0));
}
