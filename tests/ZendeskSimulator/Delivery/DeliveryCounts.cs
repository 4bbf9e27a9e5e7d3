namespace TicketPlatform.ZendeskSimulator.Delivery;

/// <summary>What became of one webhook's events since the start.</summary>
internal sealed class DeliveryCounts
{
    private long events;
    private long delivered;
    private long failed;
    private long dropped;
    private long duplicated;
    private long retried;
    private long pending;

    /// <summary>Meant for the webhook, dropped ones included.</summary>
    public long Events => Interlocked.Read(ref events);

    /// <summary>Invocations that the endpoint accepted, duplicates included.</summary>
    public long Delivered => Interlocked.Read(ref delivered);

    /// <summary>Invocations that were given up, or lost to an open circuit.</summary>
    public long Failed => Interlocked.Read(ref failed);
    public long Dropped => Interlocked.Read(ref dropped);
    public long Duplicated => Interlocked.Read(ref duplicated);

    /// <summary>Attempts after the first of each invocation.</summary>
    public long Retried => Interlocked.Read(ref retried);

    /// <summary>Invocations held back, waiting or on their way.</summary>
    public long Pending => Interlocked.Read(ref pending);

    public void Happened() => Interlocked.Increment(ref events);

    public void Drop() => Interlocked.Increment(ref dropped);

    public void Duplicate() => Interlocked.Increment(ref duplicated);

    public void Accept() => Interlocked.Increment(ref pending);

    public void Retry() => Interlocked.Increment(ref retried);

    public void Settle(bool success)
    {
        Interlocked.Increment(ref success ? ref delivered : ref failed);
        Interlocked.Decrement(ref pending);
    }
}
