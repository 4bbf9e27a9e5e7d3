using System.Threading.Channels;
using TicketPlatform.Application.Streaming;

namespace TicketPlatform.Infrastructure.Streaming;

/// <summary>The events that wait to be taken by one stream.</summary>
internal sealed class FeedSubscription(FeedSubscriptions all, FeedTopic topic, string holder, long position) : IFeedSubscription
{
    // More than a person's tickets, or the alerts, change while a browser catches its breath. The channel grows only as far as it is used.
    private const int Backlog = 256;

    private readonly Channel<StreamEvent> _events = Channel.CreateUnbounded<StreamEvent>(
        new UnboundedChannelOptions { SingleReader = true, SingleWriter = true }
    );

    private int _waiting;

    public FeedTopic Topic => topic;

    /// <summary>On whose account it is.</summary>
    public string Holder => holder;

    public long Position => position;

    public ChannelReader<StreamEvent> Events => _events.Reader;

    /// <summary>One who does not keep up is let go: the log tells the rest when they come back.</summary>
    public void Tell(StreamEvent told)
    {
        if (Interlocked.Increment(ref _waiting) <= Backlog)
            _events.Writer.TryWrite(told);
        else
            _events.Writer.TryComplete();
    }

    public void Taken() => Interlocked.Decrement(ref _waiting);

    public void Dispose() => all.Close(this);
}
