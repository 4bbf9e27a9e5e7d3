namespace TicketPlatform.Application.Streaming;

/// <summary>An open stream; dispose it to leave.</summary>
/// <param name="First">To be sent at once, in this order.</param>
/// <param name="Known">Up to which position the follower knows everything.</param>
/// <param name="Subscription">What happens afterwards, and on a node that is behind also what is known.</param>
public sealed record LiveStream(IReadOnlyList<StreamEvent> First, long Known, IFeedSubscription Subscription) : IDisposable
{
    public void Dispose() => Subscription.Dispose();
}

/// <summary>Opens streams for those who may follow.</summary>
internal sealed class StreamOpening(ILiveFeed feed)
{
    /// <param name="topic">What is followed.</param>
    /// <param name="holder">On whose account.</param>
    /// <param name="after">The id of the last event seen; null for a new stream.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Result<LiveStream>> OpenAsync(FeedTopic topic, string holder, long? after, CancellationToken cancellationToken)
    {
        var opening = await feed.SubscribeAsync(topic, holder, cancellationToken);
        if (opening.Subscription is not { } subscription)
            return opening.NodeIsFull ? StreamingFailures.NodeIsFull : StreamingFailures.TooManyStreams;
        try
        {
            return await BeginAsync(subscription, topic, after, cancellationToken);
        }
        catch
        {
            subscription.Dispose();
            throw;
        }
    }

    private async Task<LiveStream> BeginAsync(
        IFeedSubscription subscription,
        FeedTopic topic,
        long? after,
        CancellationToken cancellationToken
    )
    {
        var position = subscription.Position;
        if (after is not { } last)
            return new LiveStream([new StreamReady(position)], position, subscription);
        // Read after subscribing: what happens in between is among the events to come.
        var missed = await feed.ReadAsync(topic, last, position, cancellationToken);
        // A position of another log says nothing about what is known of this one.
        return missed is null
            ? new LiveStream([new StreamReset(position)], position, subscription)
            : new LiveStream(missed, last, subscription);
    }
}
