namespace TicketPlatform.Domain.Users;

/// <summary>What Zendesk says of one of its users.</summary>
/// <param name="Id">Zendesk's id.</param>
/// <param name="Name">May be empty.</param>
/// <param name="Email">The primary address; null where there is none, or where it is no e-mail address.</param>
/// <param name="Role">end-user, agent, admin, or a value unknown to us.</param>
/// <param name="IsActive">False once the user was deleted or merged away; their addresses are then free for others.</param>
/// <param name="UpdatedAt">UTC, whole seconds.</param>
/// <param name="ObservedAt">Zendesk's clock when it said so (UTC).</param>
public sealed record ZendeskUserObservation(
    long Id,
    string Name,
    EmailAddress? Email,
    string Role,
    bool IsActive,
    DateTimeOffset UpdatedAt,
    DateTimeOffset ObservedAt
);

/// <summary>One of the e-mail addresses of a Zendesk user.</summary>
/// <param name="Email">The address.</param>
/// <param name="IsPrimary">The one that mails go to.</param>
/// <param name="IsVerified">Whether its owner has proved to read it.</param>
public sealed record ZendeskIdentity(EmailAddress Email, bool IsPrimary, bool IsVerified);
