namespace TicketPlatform.ZendeskSimulator.Events;

/// <summary>
/// Gives each event of the account a moment of its own: the whole second is the change's, the fraction only grows within a second, so
/// that the order of two changes in one second can be told.
/// </summary>
internal sealed class EventTime(SimulatorClock clock)
{
    private const int NanosecondsPerTick = 100;

    // Room above what a clock can read, for the many events of a second's last tick.
    private const long LatestReading = 999_000_000;

    private uint lastSecond;
    private long lastFraction = -1;

    /// <summary>RFC 3339 with nanoseconds. Call it under the account's gate.</summary>
    public string Next(uint second)
    {
        var now = clock.GetUtcNow();
        var reading = now.ToUnixTimeSeconds() == second ? now.Ticks % TimeSpan.TicksPerSecond * NanosecondsPerTick : 0;
        var fraction = Math.Min(reading, LatestReading);
        lastFraction = second == lastSecond ? Math.Max(fraction, lastFraction + 1) : fraction;
        lastSecond = second;
        return string.Create(CultureInfo.InvariantCulture, $"{WireTime.Text(second).AsSpan(0, 19)}.{lastFraction:D9}Z");
    }
}
