using TicketPlatform.Domain.Statistics;
using TicketPlatform.Domain.Tickets;

namespace TicketPlatform.Domain.Tests.Statistics;

/// <summary>Where Zendesk's own figures of a ticket differ from ours, and why.</summary>
public sealed class HearingZendesk
{
    private static readonly MetricSet Silent = new(null, null, null, null);
    private static readonly MetricSet Disagreeing = new(null, null, Reopens: 99, null);

    private static TicketStory Created => new TicketStory().At(0, "new", comment: true, by: TicketStory.Customer);

    private static TicketStory Busy =>
        Created.At(300, "solved", comment: true).At(600, "open").At(900, "pending", comment: true).At(1_200, "solved");

    [Fact]
    public void An_equal_account_has_no_differences() => SecondOpinion.Compare(Busy.Until(), new MetricSet(5, 20, 1, 2)).ShouldBeEmpty();

    [Fact]
    public void Every_figure_is_compared() =>
        SecondOpinion
            .Compare(Busy.Until(), new MetricSet(7, 22, 2, 3))
            .ShouldBe([
                new(42, "firstResolution", 300, 7, "unexplained"),
                new(42, "fullResolution", 1_200, 22, "unexplained"),
                new(42, "reopens", 1, 2, "unexplained"),
                new(42, "replies", 2, 3, "unexplained"),
            ]);

    [Theory]
    [InlineData(539, 10, false)]
    [InlineData(540, 10, true)]
    [InlineData(660, 10, true)]
    [InlineData(661, 10, false)]
    public void Minutes_may_be_rounded_either_way(int seconds, int minutes, bool agree) =>
        SecondOpinion
            .Compare(Created.At(seconds, "solved").Until(), new MetricSet(minutes, minutes, null, null))
            .Count.ShouldBe(agree ? 0 : 2);

    [Fact]
    public void A_resolution_that_only_one_of_both_knows_is_a_difference()
    {
        SecondOpinion
            .Compare(Created.Until(), new MetricSet(0, 0, null, null))
            .ShouldBe([new(42, "firstResolution", null, 0, "unexplained"), new(42, "fullResolution", null, 0, "unexplained")]);
        SecondOpinion
            .Compare(Created.At(0, "solved").Until(), Silent)
            .Select(difference => (difference.Figure, difference.Ours, difference.Theirs))
            .ShouldBe([("firstResolution", 0L, null), ("fullResolution", 0L, null)]);
    }

    [Fact]
    public void A_reopened_ticket_has_a_first_resolution_alone() =>
        SecondOpinion.Compare(Created.At(300, "solved").At(600, "open").Until(), new MetricSet(5, null, 1, 0)).ShouldBeEmpty();

    [Fact]
    public void A_count_that_Zendesk_does_not_tell_is_no_difference() =>
        SecondOpinion.Compare(Created.At(30, comment: true).Until(), Silent).ShouldBeEmpty();

    [Theory]
    [InlineData(null, null, 2)]
    [InlineData(0L, null, 3)]
    [InlineData(null, 0L, 3)]
    [InlineData(0L, 0L, 4)]
    public void What_Zendesk_does_not_tell_is_not_compared(long? reopens, long? replies, int compared) =>
        SecondOpinion.Compared(new MetricSet(null, null, reopens, replies)).ShouldBe(compared);

    [Fact]
    public void A_merge_explains_a_difference() => Cause(Created.At(60, "closed").Until(isMergedAway: true)).ShouldBe("mergedAway");

    [Fact]
    public void A_restore_explains_one() => Cause(Created.At(60, "deleted").At(90, "open").Until()).ShouldBe("restored");

    [Fact]
    public void A_creation_that_is_not_among_the_events_explains_one()
    {
        var known = Created.At(60, "open").Facts.Where(fact => fact.From is not null).ToList();

        Cause(TicketTimeline.Of(42, known, TicketStory.Staff, DateTimeOffset.MaxValue)).ShouldBe("imported");
    }

    [Fact]
    public void A_creation_that_solved_the_ticket_explains_one() =>
        Cause(new TicketStory().At(0, "solved", TicketStory.Ada).Until()).ShouldBe("proactive");

    [Fact]
    public void Several_events_in_one_second_explain_one()
    {
        Cause(Created.At(60, "open").At(60, "pending").At(60, "open").At(90, "hold").Until()).ShouldBe("sameSecond");
        Cause(Created.At(60, "open").At(60, "pending", sameEvent: true).At(90, "open").Until()).ShouldBe("unexplained");
    }

    [Fact]
    public void Of_several_causes_the_first_one_is_told()
    {
        var solvedAtOnce = new TicketStory().At(0, "solved").At(0, comment: true);
        Cause(solvedAtOnce.Until()).ShouldBe("proactive");
        Cause(solvedAtOnce.At(60, "deleted").At(90, "closed").Until()).ShouldBe("restored");
        Cause(solvedAtOnce.Until(isMergedAway: true)).ShouldBe("mergedAway");
    }

    private static string Cause(TicketTimeline ticket) =>
        SecondOpinion.Compare(ticket, Disagreeing).Single(difference => difference.Figure == "reopens").Cause;
}
