using TicketPlatform.Application.Outbox;
using TicketPlatform.Domain.Tickets;

namespace TicketPlatform.Application.Tickets;

/// <summary>The stored tickets, by the thousand: one round trip to read, one to write.</summary>
public interface ITicketStore
{
    /// <summary>The stored ones of these tickets, locked until the transaction ends.</summary>
    Task<Dictionary<long, Ticket>> LockAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken);

    /// <summary>
    /// Stores changed and new tickets, each with the platform user whom its requester is matched to at this moment,
    /// and appends what was seen of their statuses; a sighting that is stored already changes nothing. Texts of erased persons are left out.
    /// Answers what changed in whose list. Throws <see cref="TicketStoreConflictException"/> when another transaction stored one of them meanwhile.
    /// </summary>
    Task<IReadOnlyCollection<ListChange>> SaveAsync(
        IReadOnlyCollection<Ticket> tickets,
        IReadOnlyCollection<StatusSighting> sightings,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// Marks tickets to be read again: the <paramref name="named"/> ones, and those of the <paramref name="told"/> ones that show an event
    /// which did not say since when their status holds. Answers how many it marked.
    /// </summary>
    Task<int> MarkRereadAsync(IReadOnlyCollection<long> named, IReadOnlyCollection<long> told, CancellationToken cancellationToken);

    /// <summary>The tickets of these requesters that are not deleted.</summary>
    Task<IReadOnlyList<long>> OfRequestersAsync(IReadOnlyCollection<long> requesterIds, CancellationToken cancellationToken);

    /// <summary>Tickets that must be read again, oldest first.</summary>
    Task<IReadOnlyList<long>> RereadDueAsync(int limit, CancellationToken cancellationToken);

    /// <summary>Notes that Zendesk no longer gives these tickets: the export will say what became of them.</summary>
    Task ForgetRereadAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken);
}

/// <summary>Two transactions met the same new ticket; repeating the work resolves it.</summary>
public sealed class TicketStoreConflictException(Exception? inner = null)
    : Exception("Another transaction stored one of these tickets at the same time; the work is safe to repeat.", inner);
