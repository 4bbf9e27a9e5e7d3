namespace TicketPlatform.ZendeskSimulator.Account;

/// <summary>What one event changed.</summary>
public enum TicketField : byte
{
    Created,
    Status,
    Priority,
    Type,
    Requester,
    Assignee,
    Subject,
    CustomStatus,
    CustomFields,
    Tags,
    ExternalId,
    IsPublic,
    Comment,
    Merged,
    Scrubbed,
}

/// <summary>
/// One change of one field. Users are positions in the account, texts are numbers in <see cref="Names"/>; for a comment
/// <paramref name="To"/> is its text and <paramref name="From"/> is 1 when it is public. Events of one update share an audit.
/// </summary>
public readonly record struct TicketEvent(uint At, int Ticket, int Actor, int From, int To, TicketField Field, bool StartsAudit)
{
    /// <summary>The actor, and its id at Zendesk, of what no user did.</summary>
    public const int Automation = -1;

    /// <summary>Who wrote the comment; of all else the actor.</summary>
    public int Author { get; init; } = Actor;
}
