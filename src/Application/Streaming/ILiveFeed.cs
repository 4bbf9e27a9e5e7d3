using System.Threading.Channels;

namespace TicketPlatform.Application.Streaming;

/// <summary>What this node tells its streams: one reader of the log for all of them.</summary>
public interface ILiveFeed
{
    /// <summary>Begins to collect what happens from this moment on.</summary>
    /// <param name="topic">What is followed.</param>
    /// <param name="holder">On whose account, of which each may have a few streams of a topic.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<FeedOpening> SubscribeAsync(FeedTopic topic, string holder, CancellationToken cancellationToken);

    /// <summary>
    /// What happened after one position and up to another; null where the log does not reach back that far, or has never been there.
    /// </summary>
    Task<IReadOnlyList<StreamEvent>?> ReadAsync(FeedTopic topic, long after, long upTo, CancellationToken cancellationToken);
}

/// <summary>What can be followed: one user's list, or the alerts of all users.</summary>
/// <param name="UserId">Whose list; null for the alerts.</param>
public readonly record struct FeedTopic(Guid? UserId)
{
    public static readonly FeedTopic Alerts = new(null);

    public static FeedTopic ListOf(Guid userId) => new(userId);
}

/// <summary>Whether a stream could be opened.</summary>
/// <param name="Subscription">Null where it could not.</param>
/// <param name="NodeIsFull">Whether it was the node that is full; else the holder has too many streams.</param>
public sealed record FeedOpening(IFeedSubscription? Subscription, bool NodeIsFull = false);

/// <summary>The events of one stream. Ends by itself when they are not taken fast enough.</summary>
public interface IFeedSubscription : IDisposable
{
    /// <summary>Everything up to here happened before the first event of <see cref="Events"/>.</summary>
    long Position { get; }

    ChannelReader<StreamEvent> Events { get; }

    /// <summary>Notes that an event was sent, and so makes room for another.</summary>
    void Taken();
}
