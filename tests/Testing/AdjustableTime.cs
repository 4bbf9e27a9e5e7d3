namespace TicketPlatform.Testing;

/// <summary>A clock that stands still until a test moves it; its timers fire when it is moved past them.</summary>
public sealed class AdjustableTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<AdjustableTimer> _timers = [];
    private DateTimeOffset _now = start.ToUniversalTime();

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _now;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new AdjustableTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock on, and fires every timer on the way in the order in which they are due.</summary>
    public void Advance(TimeSpan by) => SetUtcNow(GetUtcNow() + by);

    /// <summary>Moves the clock to a later moment, like <see cref="Advance"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The moment has passed already.</exception>
    public void SetUtcNow(DateTimeOffset moment)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(moment, GetUtcNow());
        while (TakeDue(moment) is { } timer)
            timer.Fire();
    }

    internal void Schedule(AdjustableTimer timer, TimeSpan dueTime)
    {
        var firesNow = dueTime == TimeSpan.Zero;
        var wait = firesNow ? timer.Period : dueTime;
        lock (_gate)
        {
            _timers.Remove(timer);
            if (wait > TimeSpan.Zero)
                Add(timer, _now + wait);
        }
        if (firesNow)
            timer.Fire();
    }

    internal void Remove(AdjustableTimer timer)
    {
        lock (_gate)
            _timers.Remove(timer);
    }

    private AdjustableTimer? TakeDue(DateTimeOffset moment)
    {
        lock (_gate)
        {
            var due = _timers.Where(timer => timer.Due <= moment).MinBy(timer => timer.Due);
            _now = due?.Due ?? moment;
            if (due is null)
                return null;
            _timers.Remove(due);
            if (due.Period > TimeSpan.Zero)
                Add(due, _now + due.Period);
            return due;
        }
    }

    private void Add(AdjustableTimer timer, DateTimeOffset due)
    {
        timer.Due = due;
        _timers.Add(timer);
    }
}
