namespace TicketPlatform.ZendeskSimulator.Delivery;

/// <summary>The settled invocations of one webhook, the last thousand of them.</summary>
internal sealed class InvocationLog
{
    private const int Kept = 1000;

    private readonly Lock gate = new();
    private readonly Queue<Invocation> settled = new();

    /// <summary>Newest first, by when they were made.</summary>
    public IReadOnlyList<Invocation> Recent
    {
        get
        {
            lock (gate)
                return [.. settled.OrderByDescending(invocation => invocation.Id, StringComparer.Ordinal)];
        }
    }

    public void Add(Invocation invocation)
    {
        lock (gate)
        {
            settled.Enqueue(invocation);
            if (settled.Count > Kept)
                settled.Dequeue();
        }
    }
}
