using System.Threading.Channels;

namespace TicketPlatform.Application.Webhooks;

/// <summary>
/// Tells the workers of this process that there is something to do, and how much at once. It only saves waiting: what it fails to tell
/// is found by the jobs.
/// </summary>
public sealed class InboxWork
{
    private const int LargestBatch = 200;
    private const int SmallestBatch = 5;

    private volatile int _batchSize = LargestBatch;

    private readonly Channel<bool> _arrivals = OneNote();
    private readonly Channel<bool> _rereads = OneNote();

    /// <summary>How many messages to apply in one transaction.</summary>
    public int BatchSize => _batchSize;

    /// <summary>Notes whether a batch ended well: halves the next ones if not, doubles them again if so.</summary>
    public void Note(bool ended) => _batchSize = ended ? Math.Min(_batchSize * 2, LargestBatch) : Math.Max(_batchSize / 2, SmallestBatch);

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
