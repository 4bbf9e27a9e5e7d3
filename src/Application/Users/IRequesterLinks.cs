using TicketPlatform.Application.Outbox;

namespace TicketPlatform.Application.Users;

/// <summary>
/// The matching of Zendesk requesters to platform users by e-mail, kept in the database so that it changes in the same
/// transaction as what it depends on.
/// </summary>
public interface IRequesterLinks
{
    /// <summary>
    /// Waits until nobody else changes what the matching depends on (addresses on either side) and keeps it so until the
    /// transaction ends. Without it, a user and a requester created at the same moment would never meet.
    /// </summary>
    Task LockAsync(CancellationToken cancellationToken);

    /// <summary>Matches these Zendesk users again and moves their tickets along. Answers what changed in whose list.</summary>
    Task<IReadOnlyCollection<ListChange>> RelinkAsync(IReadOnlyCollection<long> zendeskUserIds, CancellationToken cancellationToken);

    /// <summary>The Zendesk users who have one of these addresses (normalized) or belong to the platform user.</summary>
    Task<IReadOnlyList<long>> FindAsync(Guid userId, string? email, CancellationToken cancellationToken);

    /// <summary>Removes the texts of the tickets of these requesters from the mirror. Answers what changed in whose list.</summary>
    Task<IReadOnlyCollection<ListChange>> EraseTicketsAsync(IReadOnlyCollection<long> zendeskUserIds, CancellationToken cancellationToken);

    /// <summary>Has the tickets of this requester read again, because their texts were erased.</summary>
    Task RereadTicketsAsync(long zendeskUserId, CancellationToken cancellationToken);

    /// <summary>
    /// Marks Zendesk users to be read again with their addresses, because of something heard at an instant (UTC): the
    /// <paramref name="changed"/> ones, known or not, and those of the <paramref name="met"/> ones whom the mirror does not know at all.
    /// Answers how many.
    /// </summary>
    Task<int> ReadAgainAsync(
        IReadOnlyCollection<long> changed,
        IReadOnlyCollection<long> met,
        DateTimeOffset heardAt,
        CancellationToken cancellationToken
    );

    /// <summary>Users who must be read, with the instant since when, oldest first.</summary>
    Task<IReadOnlyDictionary<long, DateTimeOffset>> ReadDueAsync(int limit, CancellationToken cancellationToken);

    /// <summary>Notes that these users were read; one about whom something was heard since stays due.</summary>
    Task ForgetReadAsync(IReadOnlyDictionary<long, DateTimeOffset> read, CancellationToken cancellationToken);
}
