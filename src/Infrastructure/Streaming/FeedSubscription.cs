using System.Threading.Channels;
using TicketPlatform.Application.Streaming;

namespace TicketPlatform.Infrastructure.Streaming;

/// <summary>The events that wait to be taken by one stream.</summary>
internal sealed class FeedSubscription(FeedSubscriptions all, Guid user, long position) : IFeedSubscription
{
    // More than a person's tickets change while a browser catches its breath. The channel grows only as far as it is used.
    private const int Backlog = 256;

    private readonly Channel<ListEvent> _events = Channel.CreateUnbounded<ListEvent>(
        new UnboundedChannelOptions { SingleReader = true, SingleWriter = true }
    );

    private int _waiting;

    public Guid User => user;

    public long Position => position;

    public ChannelReader<ListEvent> Events => _events.Reader;

    /// <summary>One who does not keep up is let go: the log tells the rest when they come back.</summary>
    public void Tell(ListEvent told)
    {
        if (Interlocked.Increment(ref _waiting) <= Backlog)
            _events.Writer.TryWrite(told);
        else
            _events.Writer.TryComplete();
    }

    public void Taken() => Interlocked.Decrement(ref _waiting);

    public void Dispose() => all.Close(this);
}
