using TicketPlatform.Testing;

namespace TicketPlatform.Soak;

/// <summary>
/// A clock on which nobody waits: a pause is over at once, and has moved the clock; a time limit runs out when pauses have used it up. Pauses
/// are rounded, so that no jitter changes at which instants a seed happens.
/// </summary>
internal sealed class PassingTime(DateTimeOffset start) : TimeProvider
{
    private static readonly TimeSpan ShortPause = TimeSpan.FromMilliseconds(500);

    private readonly AdjustableTime _clock = new(start);
    private readonly Lock _moving = new();

    public override long TimestampFrequency => _clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _clock.GetUtcNow();

    public override long GetTimestamp() => _clock.GetTimestamp();

    public void Advance(TimeSpan by)
    {
        lock (_moving)
            _clock.Advance(by);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = _clock.CreateTimer(callback, state, dueTime, period);
        // Sources of cancellation are limits; everything else that waits is a pause.
        if (state is not CancellationTokenSource && dueTime > TimeSpan.Zero)
            ThreadPool.QueueUserWorkItem(_ => Advance(Rounded(dueTime)));
        return timer;
    }

    private static TimeSpan Rounded(TimeSpan pause) =>
        pause <= ShortPause ? ShortPause : TimeSpan.FromSeconds(Math.Ceiling(pause.TotalSeconds));
}
