using System.Threading.Channels;
using TicketPlatform.Application.Tickets;

namespace TicketPlatform.Application.Streaming;

/// <summary>What this node tells its streams: one reader of the log for all of them.</summary>
public interface ITicketFeed
{
    /// <summary>Begins to collect what happens to a user's list from this moment on.</summary>
    Task<FeedOpening> SubscribeAsync(Guid userId, CancellationToken cancellationToken);

    /// <summary>
    /// What happened to a user's list after one position and up to another; null where the log does not reach back that far, or has never been there.
    /// </summary>
    Task<IReadOnlyList<ListEvent>?> ReadAsync(Guid userId, long after, long upTo, CancellationToken cancellationToken);
}

/// <summary>Whether a stream could be opened.</summary>
/// <param name="Subscription">Null where it could not.</param>
/// <param name="NodeIsFull">Whether it was the node that is full; else the user has too many streams.</param>
public sealed record FeedOpening(IFeedSubscription? Subscription, bool NodeIsFull = false);

/// <summary>The events of one stream. Ends by itself when they are not taken fast enough.</summary>
public interface IFeedSubscription : IDisposable
{
    /// <summary>Everything up to here happened before the first event of <see cref="Events"/>.</summary>
    long Position { get; }

    ChannelReader<ListEvent> Events { get; }

    /// <summary>Notes that an event was sent, and so makes room for another.</summary>
    void Taken();
}

/// <summary>Something that a user's list shows differently now.</summary>
/// <param name="Id">Its place in the log; a stream is resumed after it.</param>
/// <param name="Kind">What to do about it.</param>
/// <param name="TicketId">Zendesk's id; 0 for what is about no single ticket.</param>
/// <param name="Ticket">As the list shows it now; null unless it is in the list.</param>
public sealed record ListEvent(long Id, ListEventKind Kind, long TicketId = 0, UserTicket? Ticket = null);

/// <summary>What a client does about an event.</summary>
public enum ListEventKind
{
    /// <summary>Load the list: what happens from now on follows.</summary>
    Ready,

    /// <summary>Show the ticket, in the place of what was shown of it.</summary>
    Ticket,

    /// <summary>Show the ticket no more.</summary>
    Removed,

    /// <summary>Load the list anew: not everything that happened can be told.</summary>
    Reset,
}
