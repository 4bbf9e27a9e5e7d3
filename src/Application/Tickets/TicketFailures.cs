namespace TicketPlatform.Application.Tickets;

internal static class TicketFailures
{
    public static Failure UserNotFound(Guid user) =>
        new(FailureKind.NotFound, "user-not-found", $"There is no user {user} whose tickets you may read.");

    public static Failure TicketNotFound(long ticket) =>
        new(FailureKind.NotFound, "ticket-not-found", $"There is no ticket {ticket} that you may read.");
}
