namespace TicketPlatform.Domain.Users;

/// <summary>A further address of a Zendesk user, as stored.</summary>
public sealed class ZendeskUserEmail(long zendeskUserId, string email, bool isPrimary, bool isVerified)
{
    public long ZendeskUserId { get; } = zendeskUserId;

    /// <summary>Normalized.</summary>
    public string Email { get; } = email;

    public bool IsPrimary { get; internal set; } = isPrimary;

    public bool IsVerified { get; internal set; } = isVerified;

    /// <summary>
    /// Whether the address may show a ticket to the platform user who has it. Many end users never verify their
    /// primary address; an unverified further one must never open somebody else's tickets.
    /// </summary>
    public bool OpensTickets => IsPrimary || IsVerified;
}
