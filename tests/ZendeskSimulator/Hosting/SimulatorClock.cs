namespace TicketPlatform.ZendeskSimulator.Hosting;

/// <summary>The account's clock: real time plus an offset that tests move. Every time on the wire, the date header included, comes from here.</summary>
public sealed class SimulatorClock(TimeProvider real) : TimeProvider
{
    private long offsetTicks;

    /// <summary>How far the account's time runs ahead of real time.</summary>
    public TimeSpan Offset
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref offsetTicks));
        set => Interlocked.Exchange(ref offsetTicks, value.Ticks);
    }

    /// <summary>Now in whole Unix seconds, the precision of Zendesk's timestamps.</summary>
    public uint Seconds => (uint)GetUtcNow().ToUnixTimeSeconds();

    public override long TimestampFrequency => real.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => real.GetUtcNow() + Offset;

    public override long GetTimestamp() => real.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        real.CreateTimer(callback, state, dueTime, period);

    public void Advance(TimeSpan by) => Offset += by;

    public void Set(DateTimeOffset now) => Offset = now - real.GetUtcNow();
}
