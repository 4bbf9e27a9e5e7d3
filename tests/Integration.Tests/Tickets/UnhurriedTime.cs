namespace TicketPlatform.Integration.Tests.Tickets;

/// <summary>A clock on which every wait takes ten times as long: a busy machine must not end what a test does not measure.</summary>
internal sealed class UnhurriedTime(TimeProvider clock) : TimeProvider
{
    private const int Slowness = 10;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        clock.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime * Slowness : dueTime, period);
}
