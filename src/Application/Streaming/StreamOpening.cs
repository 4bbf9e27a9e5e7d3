namespace TicketPlatform.Application.Streaming;

/// <summary>An open stream; dispose it to leave.</summary>
/// <param name="First">To be sent at once, in this order.</param>
/// <param name="Subscription">What happens afterwards.</param>
public sealed record LiveStream(IReadOnlyList<StreamEvent> First, IFeedSubscription Subscription) : IDisposable
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
            return new LiveStream(await FirstAsync(topic, after, subscription.Position, cancellationToken), subscription);
        }
        catch
        {
            subscription.Dispose();
            throw;
        }
    }

    private async Task<IReadOnlyList<StreamEvent>> FirstAsync(
        FeedTopic topic,
        long? after,
        long position,
        CancellationToken cancellationToken
    )
    {
        if (after is not { } last)
            return [new StreamReady(position)];
        // Read after subscribing: what happens in between is among the events to come.
        return await feed.ReadAsync(topic, last, position, cancellationToken) ?? [new StreamReset(position)];
    }
}
