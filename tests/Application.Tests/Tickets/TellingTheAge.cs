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
        var freshness = Freshness.Of(Noon, Noon.AddSeconds(age), refreshAsked: false);

        (freshness.AsOf, freshness.LagSeconds, freshness.Stale).ShouldBe((Noon, lag, stale));
    }

    [Fact]
    public void A_clock_behind_Zendesks_makes_no_negative_age() =>
        Freshness.Of(Noon, Noon.AddSeconds(-3), refreshAsked: false).LagSeconds.ShouldBe(0);

    [Fact]
    public void Before_the_first_synchronisation_there_is_no_age_and_everything_is_stale()
    {
        var freshness = Freshness.Of(null, Noon, refreshAsked: true);

        freshness.ShouldBe(new Freshness(null, null, "export", Stale: true, "unavailable"));
    }
}
