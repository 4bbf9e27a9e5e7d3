namespace TicketPlatform.Domain.Alerts;

/// <summary>What made a user's open tickets too many.</summary>
public enum AlertCause
{
    /// <summary>A ticket was opened, reopened, restored or given to the user's requester.</summary>
    Ticket,

    /// <summary>Tickets became the user's: requesters were merged, an address changed, or the user was created after their tickets.</summary>
    Matching,

    /// <summary>The user's limit was lowered.</summary>
    Limit,

    /// <summary>The proof found them; the change itself went unnoticed.</summary>
    Proof,
}
