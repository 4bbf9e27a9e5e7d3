using TicketPlatform.Application.Zendesk;
using TicketPlatform.Domain.Users;

namespace TicketPlatform.Application.Synchronization;

/// <summary>Look-ups of single Zendesk users.</summary>
public interface IUserDirectory
{
    /// <summary>
    /// The users that Zendesk's search gives for an address. It matches parts of addresses and lags behind writes, so
    /// what it gives are candidates. Throws <see cref="ZendeskException"/>.
    /// </summary>
    Task<IReadOnlyList<ZendeskUserObservation>> SearchAsync(EmailAddress email, RequestLane lane, CancellationToken cancellationToken);

    /// <summary>The users with these ids (at most 100); those that Zendesk no longer has are missing. Throws <see cref="ZendeskException"/>.</summary>
    Task<IReadOnlyList<ZendeskUserObservation>> ShowManyAsync(
        IReadOnlyCollection<long> ids,
        RequestLane lane,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// All e-mail identities of a user (every page); empty for a user that Zendesk no longer has.
    /// Throws <see cref="ZendeskException"/>.
    /// </summary>
    Task<IReadOnlyList<ZendeskIdentity>> IdentitiesAsync(long zendeskUserId, RequestLane lane, CancellationToken cancellationToken);
}
