namespace TicketPlatform.ZendeskSimulator.Delivery;

/// <summary>Counts what is on its way, and tells when nothing is any more.</summary>
internal sealed class PendingDeliveries
{
    private readonly Lock gate = new();
    private TaskCompletionSource? none;
    private int count;

    public int Count
    {
        get
        {
            lock (gate)
                return count;
        }
    }

    public void Enter()
    {
        lock (gate)
            count++;
    }

    public void Leave()
    {
        lock (gate)
        {
            if (--count > 0)
                return;
            none?.SetResult();
            none = null;
        }
    }

    /// <summary>Completes when nothing is pending, at once if that is so already.</summary>
    public Task WhenNoneAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (count == 0)
                return Task.CompletedTask;
            none ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return none.Task.WaitAsync(cancellationToken);
        }
    }
}
