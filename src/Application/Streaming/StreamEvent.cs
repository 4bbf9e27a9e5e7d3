using TicketPlatform.Application.Alerts;
using TicketPlatform.Application.Tickets;

namespace TicketPlatform.Application.Streaming;

/// <summary>Something that whoever follows must know.</summary>
/// <param name="Id">Its place in the log; a stream is resumed after it.</param>
/// <param name="Name">What a client does about it.</param>
public abstract record StreamEvent(long Id, string Name);

/// <summary>Load what is followed: what happens from now on follows.</summary>
public sealed record StreamReady(long Id) : StreamEvent(Id, "ready");

/// <summary>Load it anew: not everything that happened can be told.</summary>
public sealed record StreamReset(long Id) : StreamEvent(Id, "reset");

/// <summary>Show a ticket, in the place of what was shown of it.</summary>
/// <param name="Id">Its place in the log.</param>
/// <param name="Ticket">As the list shows it now.</param>
public sealed record TicketShown(long Id, UserTicket Ticket) : StreamEvent(Id, "ticket");

/// <summary>Show a ticket no more.</summary>
/// <param name="Id">Its place in the log.</param>
/// <param name="TicketId">Zendesk's id.</param>
public sealed record TicketRemoved(long Id, long TicketId) : StreamEvent(Id, "removed");

/// <summary>Something happened to an alert.</summary>
/// <param name="Id">Its place in the log.</param>
/// <param name="Kind">What, in the words of its timeline.</param>
/// <param name="Alert">As the list shows it now.</param>
public sealed record AlertChanged(long Id, string Kind, AlertView Alert) : StreamEvent(Id, "alert");
