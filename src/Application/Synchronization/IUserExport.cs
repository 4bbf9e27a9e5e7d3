using TicketPlatform.Application.Zendesk;
using TicketPlatform.Domain.Synchronization;
using TicketPlatform.Domain.Users;

namespace TicketPlatform.Application.Synchronization;

/// <summary>Zendesk's cursor-based incremental export of users, deleted ones included.</summary>
public interface IUserExport
{
    /// <summary>Fetches the page after <paramref name="from"/>. Throws <see cref="ZendeskException"/>.</summary>
    Task<UserPage> ReadAsync(ExportPosition from, int pageSize, RequestLane lane, CancellationToken cancellationToken);
}

/// <summary>A page of the user export.</summary>
public sealed record UserPage(IReadOnlyList<ZendeskUserObservation> Users, PageReceipt Receipt);
