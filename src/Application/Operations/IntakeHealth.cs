using System.Globalization;
using TicketPlatform.Application.Tickets;

namespace TicketPlatform.Application.Operations;

/// <summary>How what Zendesk sends is taken in: what waits, and what may be asked.</summary>
internal sealed class IntakeHealth(IInboxFigures inbox, IRequestBudgetFigures budgets)
{
    public async Task<IReadOnlyList<HealthDetail>> ReadAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        [
            Inbox(await inbox.ReadAsync(cancellationToken)),
            .. (await budgets.ReadAsync(cancellationToken)).Select(budget => Budget(budget, now)),
        ];

    private static HealthDetail Inbox(InboxStatus inbox) =>
        inbox.OldestSeconds > Freshness.Promise.TotalSeconds
            ? new("inbox", HealthState.Degraded, $"{Number(inbox.Depth)} webhooks wait to be applied.", inbox.OldestSeconds)
        : inbox.DeadLetters > 0
            ? new("inbox", HealthState.Degraded, $"{Number(inbox.DeadLetters)} webhooks could not be applied.", inbox.OldestSeconds)
        : new("inbox", HealthState.Healthy, $"{Number(inbox.Depth)} webhooks wait to be applied.", inbox.OldestSeconds);

    private static HealthDetail Budget(BudgetStatus budget, DateTimeOffset now) =>
        budget.BlockedUntil is { } until && until > now
            ? new(
                $"budget {budget.Bucket}",
                HealthState.Degraded,
                $"Zendesk asks to wait for {Number((until - now).TotalSeconds)} s.",
                null
            )
            : new(
                $"budget {budget.Bucket}",
                HealthState.Healthy,
                $"{Number(budget.UsedLastMinute)} of {Number(budget.PerMinute)} requests used in the last minute.",
                null
            );

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
