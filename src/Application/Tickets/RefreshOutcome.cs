namespace TicketPlatform.Application.Tickets;

/// <summary>What came of the wish for tickets no older than so many seconds.</summary>
public enum RefreshOutcome
{
    /// <summary>Nobody wished for it.</summary>
    NotRequested,

    /// <summary>What is stored is young enough, or was read again a moment ago.</summary>
    Fresh,

    /// <summary>Zendesk was asked, and what it said is stored.</summary>
    Done,

    /// <summary>Zendesk took too long; what it said until then is stored.</summary>
    TimedOut,

    /// <summary>A limit is reached, Zendesk's or our own below it.</summary>
    RateLimited,

    /// <summary>Zendesk gave no usable answer.</summary>
    Failed,
}
