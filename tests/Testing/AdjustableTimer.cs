namespace TicketPlatform.Testing;

/// <summary>A timer of <see cref="AdjustableTime"/>, which alone reads and writes <see cref="Due"/>, under its lock.</summary>
internal sealed class AdjustableTimer(AdjustableTime time, TimerCallback callback, object? state) : ITimer
{
    private volatile bool _disposed;

    public DateTimeOffset Due { get; set; }

    public TimeSpan Period { get; private set; } = Timeout.InfiniteTimeSpan;

    public void Fire() => callback(state);

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (_disposed)
            return false;
        Period = period;
        time.Schedule(this, dueTime);
        return true;
    }

    public void Dispose()
    {
        _disposed = true;
        time.Remove(this);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
