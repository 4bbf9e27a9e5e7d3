using System.Collections.Concurrent;
using System.Diagnostics;
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

    // As many deliveries at once as hardly delay each other.
    private const int FewDeliveries = 8;

    // What other nodes apply is never asked for here again.
    private const int MostReceipts = 10_000;

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan LongestWay = TimeSpan.FromMilliseconds(250);

    private volatile int _batchSize = LargestBatch;
    private int _receiving;
    private readonly ConcurrentDictionary<string, ActivityContext> _receipts = new();

    private readonly Channel<bool> _arrivals = OneNote();
    private readonly Channel<bool> _rereads = OneNote();

    /// <summary>How many messages to apply in one transaction.</summary>
    public int BatchSize => _batchSize;

    /// <summary>Notes whether a batch ended well: halves the next ones if not, doubles them again if so.</summary>
    public void Note(bool ended) => _batchSize = ended ? Math.Min(_batchSize * 2, LargestBatch) : Math.Max(_batchSize / 2, SmallestBatch);

    /// <summary>A delivery is being taken in, until <see cref="Received"/>.</summary>
    public void Receiving() => Interlocked.Increment(ref _receiving);

    /// <summary>A delivery has been taken in, or refused.</summary>
    public void Received() => Interlocked.Decrement(ref _receiving);

    /// <summary>
    /// Waits while many deliveries are being taken in, but not for long: Zendesk waits for its answer, and counts what comes late as
    /// failed; what is taken in can be applied a little later. It is the machine that is spared, so the time is real.
    /// </summary>
    public async Task GiveWayAsync(CancellationToken cancellationToken)
    {
        for (var waited = TimeSpan.Zero; waited < LongestWay && Volatile.Read(ref _receiving) > FewDeliveries; waited += Step)
            await Task.Delay(Step, TimeProvider.System, cancellationToken);
    }

    /// <summary>Messages are in the inbox.</summary>
    public void HasArrived() => _arrivals.Writer.TryWrite(true);

    /// <summary>A message is in the inbox; the trace of its receipt, if one is recorded, goes on when it is applied here.</summary>
    public void HasArrived(string eventId)
    {
        if (Activity.Current is { Recorded: true } receipt)
        {
            if (_receipts.Count >= MostReceipts)
                _receipts.Clear();
            _receipts[eventId] = receipt.Context;
        }
        HasArrived();
    }

    /// <summary>The span that took a message in, where this process did and recorded it; asked once.</summary>
    public ActivityContext? ReceiptOf(string eventId) => _receipts.TryRemove(eventId, out var receipt) ? receipt : null;

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
