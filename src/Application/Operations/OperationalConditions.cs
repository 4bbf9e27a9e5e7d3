using System.Globalization;
using TicketPlatform.Application.Synchronization;
using TicketPlatform.Domain.Notifications;

namespace TicketPlatform.Application.Operations;

/// <summary>Finds out what is wrong with the operation, from what the status shows.</summary>
internal sealed class OperationalConditions(
    StreamStatuses streams,
    IRequestBudgetFigures budgets,
    IInboxFigures inbox,
    StoredStatuses stored,
    TimeProvider time
)
{
    private const string Stopped = "stopped";

    /// <summary>A stream that is further behind does not catch up by itself.</summary>
    private static readonly TimeSpan Stalled = TimeSpan.FromMinutes(5);

    /// <summary>Fewer failures in a row are weather.</summary>
    private const int ManyFailures = 5;

    /// <summary>A budget is used up for moments whenever much is read.</summary>
    private static readonly TimeSpan BudgetPatience = TimeSpan.FromMinutes(10);

    /// <summary>An hour that waits longer will not be published by itself.</summary>
    public static readonly TimeSpan HourPatience = TimeSpan.FromHours(2);

    /// <summary>Four proofs should have been made meanwhile.</summary>
    public static readonly TimeSpan ProofPatience = TimeSpan.FromHours(1);

    /// <summary>The last proof is old after every outage: the next is due within this.</summary>
    private static readonly TimeSpan NextProof = TimeSpan.FromMinutes(15);

    private static readonly string[] Followed = [StreamNames.Tickets, StreamNames.Users, StreamNames.Events];

    public async Task<IReadOnlyList<OperationalCondition>> ReadAsync(CancellationToken cancellationToken)
    {
        var all = await streams.ReadAsync(cancellationToken);
        var now = await stored.ReadAsync(cancellationToken);
        return
        [
            .. Refused(all),
            .. all.Where(IsStalled).Select(StreamStalled),
            .. (await budgets.ReadAsync(cancellationToken)).Where(IsExhausted).Select(BudgetExhausted),
            .. InboxDead(await inbox.ReadAsync(cancellationToken)),
            .. HourOverdue(now.Statistics),
            .. now.Statistics.Unexplained.Select(HourUnexplained),
            .. FurtherHoursUnexplained(now.Statistics),
            .. AlertsUnproven(now.Alerts),
            .. now.Notifications.Targets.Where(target => target.DeadLetters > 0).Select(TargetDead),
        ];
    }

    private static IEnumerable<OperationalCondition> Refused(IReadOnlyList<StreamStatus> all)
    {
        var stopped = all.Where(stream => stream.State == Stopped).ToList();
        if (stopped.Count == 0)
            return [];
        return
        [
            new(
                "credentials.refused",
                "zendesk",
                NotificationSeverity.Critical,
                TimeSpan.Zero,
                "Zendesk refuses the platform",
                $"{stopped[0].LastError} Stopped: {string.Join(", ", stopped.Select(stream => stream.Name))}. "
                    + "Check the credentials; the streams go on by themselves."
            ),
        ];
    }

    // A stream that is stopped has told already why.
    private static bool IsStalled(StreamStatus stream) =>
        Followed.Contains(stream.Name)
        && stream.State != Stopped
        && (stream.LagSeconds > Stalled.TotalSeconds || (stream.Watermark is null && stream.Failures >= ManyFailures));

    private static OperationalCondition StreamStalled(StreamStatus stream) =>
        new(
            "stream.stalled",
            stream.Name,
            NotificationSeverity.Critical,
            TimeSpan.Zero,
            $"The stream {stream.Name} is stalled",
            stream.Watermark is { } watermark
                ? $"Nothing that Zendesk recorded after {Text(watermark)} is certain to be here. {stream.LastError ?? "No slice has run lately."}"
                : $"The first synchronisation is held up. {stream.LastError}"
        );

    private bool IsExhausted(BudgetStatus budget) => budget.Left == 0 || budget.BlockedUntil > time.GetUtcNow();

    private static OperationalCondition BudgetExhausted(BudgetStatus budget) =>
        new(
            "budget.exhausted",
            budget.Bucket,
            NotificationSeverity.Warning,
            BudgetPatience,
            $"The request budget {budget.Bucket} is used up",
            $"Of {Number(budget.PerMinute)} requests a minute none is left, for {Number((long)BudgetPatience.TotalMinutes)} minutes."
                + (budget.BlockedUntil is { } until ? $" Zendesk asks to wait until {Text(until)}." : "")
        );

    private static IEnumerable<OperationalCondition> InboxDead(InboxStatus inbox) =>
        inbox.DeadLetters == 0
            ? []
            :
            [
                new(
                    "inbox.dead-letters",
                    "webhooks",
                    NotificationSeverity.Warning,
                    TimeSpan.Zero,
                    "Events of Zendesk could not be applied",
                    $"Dead letters: {Number(inbox.DeadLetters)}. Look at GET /api/webhooks/inbox; the export brings what they told of tickets."
                ),
            ];

    private IEnumerable<OperationalCondition> HourOverdue(StatisticsStatus hours) =>
        hours.WaitingSince is not { } since || time.GetUtcNow() - since < HourPatience
            ? []
            :
            [
                new(
                    "hour.overdue",
                    "statistics",
                    NotificationSeverity.Warning,
                    TimeSpan.Zero,
                    "Hourly statistics are overdue",
                    $"Hours that wait: {Number(hours.OpenHours)}, the first since {Text(since)}. {hours.Reason}".TrimEnd()
                ),
            ];

    private static OperationalCondition HourUnexplained(DateTimeOffset hour) =>
        new(
            "hour.unexplained",
            $"{hour.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}",
            NotificationSeverity.Warning,
            TimeSpan.Zero,
            "Zendesk counts an hour differently",
            $"In the hour {Text(hour)} Zendesk's own figures differ from ours although the whole history was read, and nothing known explains it, or a ticket was deleted before its history could be read. The certificate of the hour lists the tickets."
        );

    private static IEnumerable<OperationalCondition> FurtherHoursUnexplained(StatisticsStatus statistics) =>
        statistics.UnexplainedHours == statistics.Unexplained.Count
            ? []
            :
            [
                new(
                    "hour.unexplained",
                    "further",
                    NotificationSeverity.Warning,
                    TimeSpan.Zero,
                    "Zendesk counts further hours differently",
                    $"{statistics.UnexplainedHours - statistics.Unexplained.Count} hours before {Text(statistics.Unexplained[^1])} that were published in the last two days are as unexplained as the ten latest. Their certificates are amber and list the tickets."
                ),
            ];

    private IEnumerable<OperationalCondition> AlertsUnproven(AlertsStatus alerts) =>
        alerts.ProvenAt is { } provenAt && time.GetUtcNow() - provenAt <= ProofPatience
            ? []
            :
            [
                new(
                    "alerts.unproven",
                    "alerts",
                    NotificationSeverity.Warning,
                    alerts.ProvenAt is null ? ProofPatience : NextProof, // before the first, nobody knows since when it is awaited
                    "The alerts are not proven",
                    $"{(alerts.ProvenAt is { } at ? $"Last proven: {Text(at)}." : "They were never proven.")} "
                        + "Until the job evaluate-alerts ends well, nobody knows whether one is missing."
                ),
            ];

    private static OperationalCondition TargetDead(NotificationTargetStatus target) =>
        new(
            "notifications.dead-letters",
            target.Name,
            NotificationSeverity.Critical,
            TimeSpan.Zero,
            $"Messages to {target.Name} were given up",
            $"Dead letters: {Number(target.DeadLetters)}. Look at GET /api/notifications?state=dead, and replay them once {target.Name} is back."
        );

    private static string Text(DateTimeOffset instant) =>
        $"{instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC";

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
