namespace TicketPlatform.Application.Notifications;

internal static class NotificationFailures
{
    public static Failure NotFound(Guid id) => new(FailureKind.NotFound, "notification-not-found", $"There is no message {id}.");

    public static Failure NotDead(Guid id) =>
        new(
            FailureKind.Conflict,
            "notification-not-dead",
            $"No delivery of the message {id} is a dead letter: each has been made, or is about to be."
        );

    public static Failure NoTarget(string name, IReadOnlyCollection<string> known) =>
        new(
            FailureKind.NotFound,
            "target-not-found",
            known.Count == 0
                ? $"There is no target {name}, nor any other: Notifications__Targets is not set."
                : $"There is no target {name}; there are {string.Join(", ", known)}."
        );
}
