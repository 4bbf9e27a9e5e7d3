namespace TicketPlatform.Domain.Users;

/// <summary>An address of a Zendesk user, the primary one among them, as stored.</summary>
public sealed class ZendeskUserEmail(long zendeskUserId, string email, bool isPrimary, bool isVerified)
{
    public long ZendeskUserId { get; } = zendeskUserId;

    /// <summary>Normalized.</summary>
    public string Email { get; } = email;

    public bool IsPrimary { get; internal set; } = isPrimary;

    /// <summary>
    /// Whether its owner has proved to read it. Many end users never verify their primary address, which opens tickets all the
    /// same; an unverified further one must never open somebody else's.
    /// </summary>
    public bool IsVerified { get; internal set; } = isVerified;
}
