namespace TicketPlatform.Testing.Tests;

public sealed class AdjustableTimes
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly AdjustableTime _time = new(Noon);

    [Fact]
    public void It_stands_still_until_it_is_moved()
    {
        _time.GetUtcNow().ShouldBe(Noon);

        _time.Advance(TimeSpan.FromMinutes(5));

        _time.GetUtcNow().ShouldBe(Noon.AddMinutes(5));
    }

    [Fact]
    public async Task A_delay_ends_when_the_clock_passes_it_and_not_before()
    {
        var delay = Task.Delay(TimeSpan.FromMinutes(1), _time);

        _time.Advance(TimeSpan.FromSeconds(59));
        delay.IsCompleted.ShouldBeFalse();

        _time.Advance(TimeSpan.FromSeconds(1));
        await delay.WaitAsync(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Timers_on_the_way_fire_in_the_order_they_are_due_and_see_their_own_moment()
    {
        var seen = new List<(string, DateTimeOffset)>();
        using var late = Timer("late", 3);
        using var periodic = Timer("periodic", 2, period: 2);

        _time.Advance(TimeSpan.FromSeconds(5));

        seen.ShouldBe([("periodic", Noon.AddSeconds(2)), ("late", Noon.AddSeconds(3)), ("periodic", Noon.AddSeconds(4))]);

        ITimer Timer(string name, int seconds, int period = -1) =>
            _time.CreateTimer(
                _ => seen.Add((name, _time.GetUtcNow())),
                null,
                TimeSpan.FromSeconds(seconds),
                period < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(period)
            );
    }

    [Fact]
    public void A_disposed_timer_stays_silent()
    {
        var fired = false;
        _time.CreateTimer(_ => fired = true, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan).Dispose();

        _time.Advance(TimeSpan.FromSeconds(2));

        fired.ShouldBeFalse();
    }

    [Fact]
    public void It_does_not_run_backwards() => Should.Throw<ArgumentOutOfRangeException>(() => _time.SetUtcNow(Noon.AddTicks(-1)));
}
