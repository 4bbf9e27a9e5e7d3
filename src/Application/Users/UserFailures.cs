namespace TicketPlatform.Application.Users;

internal static class UserFailures
{
    public static Failure NotFound(Guid id) => new(FailureKind.NotFound, "user-not-found", $"There is no user {id}.");

    public static readonly Failure EmailTaken = new(
        FailureKind.Conflict,
        "email-taken",
        "Another user has this e-mail address; give that user another one first, or delete them."
    );
}
