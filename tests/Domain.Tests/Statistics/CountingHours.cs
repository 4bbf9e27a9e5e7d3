using TicketPlatform.Domain.Statistics;

namespace TicketPlatform.Domain.Tests.Statistics;

public sealed class CountingHours
{
    private const long Hour = 3_600;
    private static readonly BacklogFigure NoBacklog = new(0, 0, 0, 0, null);

    [Fact]
    public void Nothing_gives_counts_of_zero_and_no_durations()
    {
        var figures = Figures();

        figures.Created.ShouldBe(0);
        figures.FullResolution.ShouldBe(new DurationFigure(0, 0, null, null, null));
        figures.Backlog.ShouldBe(NoBacklog);
    }

    [Fact]
    public void The_example_worked_by_hand()
    {
        var ada = new TicketStory(1)
            .At(0, "new", comment: true, by: TicketStory.Customer)
            .At(600, "open", TicketStory.Ada, comment: true)
            .At(900, "pending")
            .At(1_500, "open", by: TicketStory.Customer)
            .At(1_800, "solved");
        var grace = new TicketStory(2)
            .At(-7_200, "new", by: TicketStory.Customer)
            .At(-3_600, "hold", TicketStory.Grace)
            .At(60, "solved", comment: true);
        var reopened = new TicketStory(3)
            .At(-9_000, "new", by: TicketStory.Customer)
            .At(-8_000, "solved")
            .At(1_000, "open")
            .At(2_000, "solved");
        var proactive = new TicketStory(4).At(1_200, "solved", TicketStory.Ada, comment: true);

        var figures = Figures(ada, grace, reopened, proactive);

        figures.Created.ShouldBe(2);
        figures.ResolutionEvents.ShouldBe(4);
        figures.Resolved.ShouldBe(4);
        figures.Reopened.ShouldBe(1);
        figures.FirstResolution.ShouldBe(new DurationFigure(2, 1_800 + 7_260, 4_530m, 1_800, 7_260));
        figures.FullResolution.ShouldBe(new DurationFigure(3, 1_800 + 7_260 + 11_000, 6_686.666667m, 7_260, 11_000));
        figures.FirstReply.ShouldBe(new DurationFigure(2, 600 + 7_260, 3_930m, 600, 7_260));
        figures.RequesterWait.SumSeconds.ShouldBe((600 + 300 + 300) + (3_600 + 3_660) + (1_000 + 1_000));
        figures.AgentWait.ShouldBe(new DurationFigure(3, 600, 200m, 0, 600));
        figures.OnHold.SumSeconds.ShouldBe(3_660);
        figures.OneTouch.ShouldBe(2);
        figures.ZeroTouch.ShouldBe(2);
    }

    [Fact]
    public void An_hour_ends_before_the_first_second_of_the_next()
    {
        var story = new TicketStory().At(0, "new", by: TicketStory.Customer).At(Hour, "solved");

        Figures(story).ResolutionEvents.ShouldBe(0);
        Figures(story).Created.ShouldBe(1);
        HourFigures.Of(TicketStory.Start.AddHours(1), [story.Until(2 * Hour)], NoBacklog).Resolved.ShouldBe(1);
    }

    [Fact]
    public void A_later_evaluation_no_longer_counts_what_was_reopened_since_as_resolved()
    {
        var story = new TicketStory().At(0, "new", by: TicketStory.Customer).At(60, "solved").At(2 * Hour, "open");

        HourFigures.Of(TicketStory.Start, [story.Until(Hour)], NoBacklog).Resolved.ShouldBe(1);
        var later = HourFigures.Of(TicketStory.Start, [story.Until(3 * Hour)], NoBacklog);
        later.Resolved.ShouldBe(0);
        later.ResolutionEvents.ShouldBe(1);
        later.FirstResolution.Count.ShouldBe(1);
    }

    [Fact]
    public void Deleted_tickets_count_nowhere_and_merged_ones_are_no_resolutions()
    {
        var deleted = new TicketStory(1).At(0, "new", by: TicketStory.Customer).At(60, "solved").At(70, "deleted");
        var merged = new TicketStory(2).At(0, "new", by: TicketStory.Customer).At(60, "closed");

        var figures = HourFigures.Of(TicketStory.Start, [deleted.Until(Hour), merged.Until(Hour, isMergedAway: true)], NoBacklog);

        figures.Created.ShouldBe(1);
        figures.ResolutionEvents.ShouldBe(0);
        figures.Resolved.ShouldBe(0);
    }

    [Fact]
    public void Percentiles_are_values_that_occurred_and_a_mean_is_rounded_half_to_even()
    {
        DurationFigure.Of([4, 1, 3, 2]).ShouldBe(new DurationFigure(4, 10, 2.5m, 2, 4));
        DurationFigure.Of(Enumerable.Range(1, 10).Select(value => (long)value)).P90Seconds.ShouldBe(9);
        DurationFigure.Of(Enumerable.Range(1, 11).Select(value => (long)value)).P90Seconds.ShouldBe(10);
        DurationFigure.Of([1, 0, 0, 0, 0, 0, 0]).MeanSeconds.ShouldBe(0.142857m);
        DurationFigure.Of([.. Enumerable.Repeat(0L, 127), 1]).MeanSeconds.ShouldBe(0.007812m); // 0.0078125
    }

    private static HourFigures Figures(params TicketStory[] stories) =>
        HourFigures.Of(TicketStory.Start, stories.Select(story => story.Until(Hour)), NoBacklog);
}
