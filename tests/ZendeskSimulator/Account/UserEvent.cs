namespace TicketPlatform.ZendeskSimulator.Account;

/// <summary>What can happen to a user.</summary>
internal enum UserFact : byte
{
    Created,
    Deleted,
    Merged,
    Name,
    Role,
    ExternalId,
    Suspended,
    Active,
    IdentityCreated,
    IdentityChanged,
    IdentityDeleted,
}

/// <summary>
/// One thing that happened to one user in the change at hand. It is told to those who follow and then forgotten: users have no
/// history at Zendesk. Before and after are texts, flags or identities; after a merge, <paramref name="After"/> is the winner.
/// </summary>
internal sealed record UserEvent(User User, UserFact Fact, object? Before = null, object? After = null);
