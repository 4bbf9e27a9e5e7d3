using TicketPlatform.Application.Zendesk;
using TicketPlatform.Domain.Synchronization;
using TicketPlatform.Domain.Tickets;
using TicketPlatform.Domain.Users;

namespace TicketPlatform.Application.Synchronization;

/// <summary>Zendesk's cursor-based incremental export of tickets: the authority on their state.</summary>
public interface ITicketExport
{
    /// <summary>
    /// Fetches the page after <paramref name="from"/>, deleted tickets and AI-agent tickets included.
    /// Throws <see cref="ZendeskException"/>.
    /// </summary>
    /// <param name="from">Where to continue.</param>
    /// <param name="pageSize">At most this many rows (1 to 1,000).</param>
    /// <param name="withUsers">Whether to side-load the users whom the rows name.</param>
    /// <param name="lane">What the request is for.</param>
    /// <param name="cancellationToken">Ends the wait; the request then may or may not have been served.</param>
    Task<TicketPage> ReadAsync(ExportPosition from, int pageSize, bool withUsers, RequestLane lane, CancellationToken cancellationToken);
}

/// <summary>A page of the ticket export.</summary>
public sealed record TicketPage(IReadOnlyList<TicketObservation> Tickets, IReadOnlyList<ZendeskUserObservation> Users, PageReceipt Receipt);
