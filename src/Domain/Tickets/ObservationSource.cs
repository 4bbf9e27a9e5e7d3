namespace TicketPlatform.Domain.Tickets;

/// <summary>Where an observation came from. The order is the rank in a tie: a higher source settles it.</summary>
public enum ObservationSource
{
    /// <summary>A pushed event: fast, may be late, doubled or reordered. A hint.</summary>
    Webhook = 0,

    /// <summary>A read of single tickets (show, show_many, requested tickets): the whole current ticket.</summary>
    Reread = 1,

    /// <summary>
    /// The incremental export, the authority. Zendesk withholds the last minute from it, so what it says of
    /// a second is final for that second.
    /// </summary>
    Export = 2,
}
