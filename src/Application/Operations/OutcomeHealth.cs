using System.Globalization;
using TicketPlatform.Application.Notifications;

namespace TicketPlatform.Application.Operations;

/// <summary>How what is made of Zendesk's data stands: what nobody understands, the hours, the alerts, and the messages to people.</summary>
internal sealed class OutcomeHealth(IStatisticsFigures statistics, IAlertFigures alerts, INotificationFigures notifications)
{
    public async Task<IReadOnlyList<HealthDetail>> ReadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var hours = await statistics.ReadAsync(cancellationToken);
        var proof = await alerts.ReadAsync(cancellationToken);
        var targets = await notifications.ReadAsync(cancellationToken);
        return
        [
            Statuses(hours.UnknownStatuses),
            Hours(hours, now),
            Proof(proof.ProvenAt, now),
            .. targets.Select(target => Target(target, now)),
        ];
    }

    private static HealthDetail Statuses(IReadOnlyList<string> unknown) =>
        unknown.Count == 0
            ? new("statuses", HealthState.Healthy, "All are known.", null)
            : new(
                "statuses",
                HealthState.Degraded,
                $"Tickets have statuses that this version does not know: {string.Join(", ", unknown)}. They count as open.",
                null
            );

    private static HealthDetail Hours(StatisticsStatus hours, DateTimeOffset now) =>
        new(
            "statistics",
            now - hours.WaitingSince >= OperationalConditions.HourPatience ? HealthState.Degraded : HealthState.Healthy,
            $"{Number(hours.OpenHours)} hours wait to be published. {hours.Reason}".TrimEnd(),
            HealthDetail.Age(now, hours.WaitingSince)
        );

    private static HealthDetail Proof(DateTimeOffset? provenAt, DateTimeOffset now) =>
        now - provenAt <= OperationalConditions.ProofPatience
            ? new("alerts", HealthState.Healthy, "Proven.", HealthDetail.Age(now, provenAt))
            : new("alerts", HealthState.Degraded, "Not proven: nobody knows whether one is missing.", HealthDetail.Age(now, provenAt));

    private static HealthDetail Target(TargetFigures target, DateTimeOffset now) =>
        new(
            $"target {target.Target}",
            target.Dead > 0 ? HealthState.Degraded : HealthState.Healthy,
            $"{Number(target.Pending)} messages wait, {Number(target.Dead)} were given up.",
            HealthDetail.Age(now, target.OldestPendingAt)
        );

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
