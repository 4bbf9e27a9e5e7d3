namespace TicketPlatform.Simulator.Tests;

/// <summary>A clock that stands still, so that what hangs on the time is the same every time.</summary>
internal sealed class FrozenTime(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
