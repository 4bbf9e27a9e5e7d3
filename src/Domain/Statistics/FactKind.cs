namespace TicketPlatform.Domain.Statistics;

/// <summary>What a fact is about. Stored by number.</summary>
public enum FactKind : short
{
    /// <summary>Something that no figure asks for; it proves that the ticket's events are known up to its time.</summary>
    Other = 0,

    /// <summary>The ticket took a status.</summary>
    Status = 1,

    /// <summary>The ticket was given to an agent, or taken from one.</summary>
    Assignee = 2,

    /// <summary>Somebody wrote a comment.</summary>
    Comment = 3,
}
