using System.Threading.Channels;

namespace TicketPlatform.Application.Webhooks;

/// <summary>
/// Tells the workers of this process that there is something to do. It only saves waiting: what it fails to tell is found by the
/// jobs.
/// </summary>
public sealed class InboxWork
{
    private readonly Channel<bool> _arrivals = OneNote();
    private readonly Channel<bool> _rereads = OneNote();

    /// <summary>Messages are in the inbox.</summary>
    public void HasArrived() => _arrivals.Writer.TryWrite(true);

    /// <summary>Tickets or users are due to be read from Zendesk.</summary>
    public void NeedsReading() => _rereads.Writer.TryWrite(true);

    /// <summary>Waits until messages have arrived since the last call.</summary>
    public ValueTask<bool> ArrivalAsync(CancellationToken cancellationToken) => _arrivals.Reader.ReadAsync(cancellationToken);

    /// <summary>Waits until something has become due to be read since the last call.</summary>
    public ValueTask<bool> ReadingAsync(CancellationToken cancellationToken) => _rereads.Reader.ReadAsync(cancellationToken);

    // Ten notes say no more than one.
    private static Channel<bool> OneNote() =>
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
}
