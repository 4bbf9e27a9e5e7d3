using TicketPlatform.Application.Tickets;

namespace TicketPlatform.Application.Tests.Tickets;

public sealed class TellingTheAge
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(62.26, 62.3, false)]
    [InlineData(90, 90, false)]
    [InlineData(90.1, 90.1, true)]
    public void An_answer_older_than_promised_is_stale(double age, double lag, bool stale)
    {
        var freshness = Of(Stored(Noon), Noon.AddSeconds(age));

        (freshness.AsOf, freshness.LagSeconds, freshness.Stale).ShouldBe((Noon, lag, stale));
    }

    [Fact]
    public void A_clock_behind_Zendesks_makes_no_negative_age() => Of(Stored(Noon), Noon.AddSeconds(-3)).LagSeconds.ShouldBe(0);

    [Fact]
    public void Before_the_first_synchronisation_there_is_no_age_and_everything_is_stale() =>
        Of(Stored(null), Noon).ShouldBe(new Freshness(null, null, "export", Stale: true, "notRequested", null));

    /// <summary>Seconds after noon; -1 for what was never proven.</summary>
    [Theory]
    [InlineData(0, 30, 30, "reread")]
    [InlineData(30, 0, 30, "export")]
    [InlineData(30, 30, 30, "export")]
    [InlineData(-1, 30, 30, "reread")]
    [InlineData(30, -1, 30, "export")]
    public void The_later_proof_decides_the_age(int exported, int reread, int asOf, string source)
    {
        var freshness = Of(Stored(At(exported), At(reread)), Noon.AddSeconds(60));

        (freshness.AsOf, freshness.Source, freshness.LagSeconds).ShouldBe((At(asOf), source, 60 - asOf));
    }

    [Fact]
    public void What_was_heard_is_told_and_proves_nothing()
    {
        var freshness = Of(Stored(Noon) with { HeardAt = Noon.AddSeconds(100) }, Noon.AddSeconds(100));

        (freshness.HeardAt, freshness.AsOf, freshness.Stale).ShouldBe((Noon.AddSeconds(100), Noon, true));
    }

    [Theory]
    [InlineData(RefreshOutcome.NotRequested, "notRequested")]
    [InlineData(RefreshOutcome.Fresh, "fresh")]
    [InlineData(RefreshOutcome.Done, "done")]
    [InlineData(RefreshOutcome.TimedOut, "timedOut")]
    [InlineData(RefreshOutcome.RateLimited, "rateLimited")]
    [InlineData(RefreshOutcome.Failed, "failed")]
    public void What_came_of_a_refresh_has_a_name(RefreshOutcome outcome, string name) =>
        Freshness.Of(Stored(Noon), Noon, outcome).Refresh.ShouldBe(name);

    [Theory]
    [InlineData(0, 30, 30, true)]
    [InlineData(0, 30, 29, false)]
    [InlineData(50, 0, 10, true)]
    [InlineData(-1, -1, 86_400, false)]
    public void A_view_is_young_enough_where_its_later_proof_is(int exported, int reread, int maxAge, bool young) =>
        Freshness.IsWithin(maxAge, Stored(At(exported), At(reread)), Noon.AddSeconds(60)).ShouldBe(young);

    private static DateTimeOffset? At(int seconds) => seconds < 0 ? null : Noon.AddSeconds(seconds);

    private static Freshness Of(StoredUserTickets stored, DateTimeOffset now) => Freshness.Of(stored, now, RefreshOutcome.NotRequested);

    private static StoredUserTickets Stored(DateTimeOffset? watermark, DateTimeOffset? rereadAt = null) =>
        new("ada@example.com", new StatusCounts(0, 0, 0, 0, 0, 0), watermark, rereadAt, null, []);
}
