namespace TicketPlatform.Application.Tickets;

internal static class TicketFailures
{
    public static Failure UserNotFound(Guid user) =>
        new(FailureKind.NotFound, "user-not-found", $"There is no user {user} whose tickets you may read.");
}
