using TicketPlatform.Application.Notifications;

namespace TicketPlatform.Application.Operations;

/// <summary>How the messages to people stand.</summary>
/// <param name="Pending">Deliveries that wait.</param>
/// <param name="OldestSeconds">How long ago the message of the oldest of them was noted; null where none waits.</param>
/// <param name="DeadLetters">Deliveries that were given up.</param>
/// <param name="Targets">The same of each target that has any.</param>
public sealed record NotificationsStatus(
    long Pending,
    double? OldestSeconds,
    long DeadLetters,
    IReadOnlyList<NotificationTargetStatus> Targets
)
{
    internal static NotificationsStatus Of(IReadOnlyList<TargetFigures> figures, DateTimeOffset now)
    {
        var targets = figures
            .Select(target => new NotificationTargetStatus(
                target.Target,
                target.Pending,
                HealthDetail.Age(now, target.OldestPendingAt),
                target.Dead
            ))
            .ToList();
        return new NotificationsStatus(
            targets.Sum(target => target.Pending),
            targets.Max(target => target.OldestSeconds),
            targets.Sum(target => target.DeadLetters),
            targets
        );
    }
}

/// <param name="Name">Its name in the settings.</param>
/// <param name="Pending">Deliveries that wait.</param>
/// <param name="OldestSeconds">How long ago the message of the oldest of them was noted; null where none waits.</param>
/// <param name="DeadLetters">Deliveries that were given up.</param>
public sealed record NotificationTargetStatus(string Name, long Pending, double? OldestSeconds, long DeadLetters);
