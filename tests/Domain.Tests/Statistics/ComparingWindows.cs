using TicketPlatform.Domain.Statistics;

namespace TicketPlatform.Domain.Tests.Statistics;

/// <summary>Which resolutions count in a window.</summary>
public sealed class ComparingWindows
{
    private static readonly DateTimeOffset AsOf = TicketStory.Start;
    private static readonly DateTimeOffset To = AsOf.AddHours(-24);
    private static readonly DateTimeOffset From = To.AddHours(-24);
    private static readonly AgentWindow Day = AgentWindow.All[0];

    [Fact]
    public void A_day_a_week_and_a_month_are_published()
    {
        AgentWindow.All.Select(window => (window.Name, window.Length.TotalDays)).ShouldBe([("24h", 1), ("7d", 7), ("30d", 30)]);
        AgentWindow.Longest.ShouldBe(TimeSpan.FromDays(30));
    }

    [Fact]
    public void A_window_begins_with_its_first_second_and_ends_before_the_day_of_waiting()
    {
        Counted(From.AddSeconds(-1)).ShouldBe(0);
        Counted(From).ShouldBe(1);
        Counted(To.AddSeconds(-1)).ShouldBe(1);
        Counted(To).ShouldBe(0);
    }

    [Fact]
    public void Only_what_holds_at_the_end_is_seen()
    {
        var period = Period(From, ResolutionVerdict.Standing);

        Counted(period with { To = AsOf }).ShouldBe(1);
        Counted(period with { To = AsOf.AddSeconds(-1) }).ShouldBe(0);
        Counted(period with { From = AsOf.AddSeconds(-1) }).ShouldBe(1);
        Counted(period with { From = AsOf }).ShouldBe(0);
    }

    [Fact]
    public void What_does_not_count_is_told_by_its_reason()
    {
        ResolutionVerdict[] verdicts =
        [
            ResolutionVerdict.Standing,
            .. Enumerable.Repeat(ResolutionVerdict.Merged, 2),
            .. Enumerable.Repeat(ResolutionVerdict.Proactive, 3),
            .. Enumerable.Repeat(ResolutionVerdict.Reopened, 4),
        ];

        var ranking = Rankings.Of(Day, verdicts.Select(verdict => Period(From, verdict)), AsOf);

        ranking.Excluded.ShouldBe(new ExcludedResolutions(Merged: 2, Proactive: 3, Reopened: 4));
        ranking.Agents.ShouldHaveSingleItem().Resolutions.ShouldBe(1);
    }

    private static long Counted(DateTimeOffset resolvedAt) => Counted(Period(resolvedAt, ResolutionVerdict.Standing));

    private static long Counted(ResolutionPeriod period) => Rankings.Of(Day, [period], AsOf).Agents.Sum(agent => agent.Resolutions);

    private static ResolutionPeriod Period(DateTimeOffset resolvedAt, ResolutionVerdict verdict) =>
        new(new CountedResolution(42, TicketStory.Ada, []), resolvedAt, verdict, resolvedAt, null);
}
