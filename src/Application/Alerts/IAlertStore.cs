using TicketPlatform.Domain.Alerts;
using TicketPlatform.Domain.Notifications;

namespace TicketPlatform.Application.Alerts;

/// <summary>The episodes as they are changed: whoever changes one has the user's lock until the transaction ends.</summary>
public interface IAlertStore
{
    /// <summary>
    /// Waits until nobody else looks at the open tickets of these users, and answers those who have too many or an open episode. Users are
    /// locked in one order, so that two transactions never wait for each other.
    /// </summary>
    Task<IReadOnlyList<AlertCase>> LockAsync(
        IReadOnlyCollection<TouchedUser> touched,
        int commonLimit,
        CancellationToken cancellationToken
    );

    /// <summary>Stores episodes, appends what happened to them, and puts what people are told of it on its way.</summary>
    Task SaveAsync(
        IReadOnlyCollection<AlertEpisode> episodes,
        IReadOnlyCollection<Notification> messages,
        CancellationToken cancellationToken
    );

    /// <summary>Whose episode this is; null if there is no such episode.</summary>
    Task<Guid?> UserOfAsync(Guid alertId, CancellationToken cancellationToken);

    /// <summary>An episode, locked until the transaction ends.</summary>
    Task<AlertState?> LockAsync(Guid alertId, CancellationToken cancellationToken);

    /// <summary>Users whose open episode is changed by time alone, the longest due first.</summary>
    Task<IReadOnlyList<Guid>> DueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken);

    /// <summary>Forgets what people wrote about a person.</summary>
    Task EraseNotesAsync(Guid userId, CancellationToken cancellationToken);
}

/// <summary>A user of whose tickets some were touched.</summary>
/// <param name="Id">Who.</param>
/// <param name="Tickets">The tickets; empty where it is not known which.</param>
/// <param name="MayExceed">Whether they may have more open tickets than before: otherwise only an open episode can be concerned.</param>
public sealed record TouchedUser(Guid Id, IReadOnlyList<long> Tickets, bool MayExceed);

/// <summary>A user to be looked at.</summary>
/// <param name="Seen">Their open tickets now.</param>
/// <param name="Email">Their address; null if there is no such user any more.</param>
/// <param name="Open">Their open episode, if they have one.</param>
public sealed record AlertCase(OpenTickets Seen, string? Email, AlertState? Open);
