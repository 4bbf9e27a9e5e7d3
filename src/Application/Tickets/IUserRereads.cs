namespace TicketPlatform.Application.Tickets;

/// <summary>Whose tickets are being read again, known to every node, and what that proved.</summary>
public interface IUserRereads
{
    /// <summary>
    /// Gives a user to this caller for two seconds, unless somebody has them or had them within the last second. Null where there is no
    /// such user.
    /// </summary>
    Task<RereadTurn?> BeginAsync(Guid userId, CancellationToken cancellationToken);

    /// <summary>The tickets that the mirror shows for the user, except these.</summary>
    Task<IReadOnlyList<long>> OthersShownAsync(Guid userId, IReadOnlyCollection<long> except, CancellationToken cancellationToken);

    /// <summary>
    /// Notes that everything Zendesk recorded of the user's tickets before an instant (its clock) is stored, unless they have another address
    /// or another requester by now.
    /// </summary>
    Task ProveAsync(Reread reread, DateTimeOffset asOf, CancellationToken cancellationToken);

    /// <summary>Has Zendesk searched for the user's requesters again; false where so many users wait for that that one more would be too much.</summary>
    Task<bool> SearchAgainAsync(Guid userId, CancellationToken cancellationToken);

    /// <summary>Ends the turn and leaves its outcome to those who wait for it.</summary>
    Task EndAsync(Reread reread, RefreshOutcome outcome, CancellationToken cancellationToken);
}

/// <summary>Whose turn it is; with neither, somebody else is at it.</summary>
/// <param name="Mine">The caller's.</param>
/// <param name="Ended">Nobody's: it ended like this a moment ago.</param>
public sealed record RereadTurn(Reread? Mine, RefreshOutcome? Ended);

/// <summary>The right to read a user's tickets again.</summary>
/// <param name="UserId">The platform user.</param>
/// <param name="Email">Their address when it began.</param>
/// <param name="Requesters">The Zendesk users matched to them when it began.</param>
/// <param name="Fence">Rises with every turn.</param>
public sealed record Reread(Guid UserId, string Email, IReadOnlyList<long> Requesters, long Fence);
