using TicketPlatform.Domain.Alerts;

namespace TicketPlatform.Application.Outbox;

/// <summary>
/// The log of what changed in whose list, and of what happened to alerts, in the order in which the changes were committed. Written in
/// the transaction of the change, as its last step: whoever writes holds up everybody who writes after them.
/// </summary>
public interface IOutbox
{
    /// <summary>Appends what happened to episodes since they were loaded, then changes of lists; nothing at all for none.</summary>
    Task AppendAsync(
        IReadOnlyCollection<AlertEpisode> episodes,
        IReadOnlyCollection<ListChange> changes,
        CancellationToken cancellationToken
    );

    /// <summary>Tells every stream that what it follows must be loaded anew.</summary>
    Task ResetAsync(CancellationToken cancellationToken);
}

/// <summary>What a user's list shows of a ticket is not what it was: it came, changed, or went.</summary>
/// <param name="UserId">Whose list.</param>
/// <param name="TicketId">Zendesk's id.</param>
/// <param name="OpenTickets">How many open tickets more the user has because of it: 1, 0, or -1 for one less.</param>
public readonly record struct ListChange(Guid UserId, long TicketId, int OpenTickets);
