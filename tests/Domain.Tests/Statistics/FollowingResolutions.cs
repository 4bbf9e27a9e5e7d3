using FsCheck;
using FsCheck.Fluent;
using TicketPlatform.Domain.Statistics;

namespace TicketPlatform.Domain.Tests.Statistics;

/// <summary>What agents can be credited with at any instant.</summary>
public sealed class FollowingResolutions
{
    private const int Unit = 600;
    private static readonly DateTimeOffset Start = TicketStory.Start;

    [Fact]
    public void At_every_instant_one_period_tells_what_a_plain_look_at_the_past_tells_or_none_where_there_is_no_resolution() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(400),
            Prop.ForAll(
                AnyStory.Of(42, Unit).ToArbitrary(),
                Gen.Elements(true, false).ToArbitrary(),
                (story, isMerged) =>
                {
                    var periods = story.Until(isMergedAway: isMerged).ResolutionPeriods().ToList();
                    foreach (var asOf in Enumerable.Range(-7, 45).Select(moment => Start.AddSeconds(moment * Unit)))
                    {
                        var told = periods.Where(period => period.From < asOf && !(period.To < asOf)).Select(Told);
                        var expected = Expected(new PlainLife(story.Facts, asOf, isMerged, Unit));
                        told.ShouldBe(expected is null ? [] : [expected]);
                    }
                }
            )
        );

    [Fact]
    public void What_changes_nothing_begins_no_period()
    {
        var periods = new TicketStory()
            .At(0, "new", by: TicketStory.Customer)
            .At(60, "solved")
            .At(120, comment: true)
            .Until()
            .ResolutionPeriods();

        periods.ShouldHaveSingleItem().To.ShouldBeNull();
    }

    [Fact]
    public void What_lasted_for_no_time_is_no_period()
    {
        var story = new TicketStory().At(0, "new", by: TicketStory.Customer).At(60, "solved").At(60, "open");

        story.Until().ResolutionPeriods().ShouldHaveSingleItem().Verdict.ShouldBe(ResolutionVerdict.Reopened);
    }

    [Fact]
    public void A_deletion_that_no_event_tells_ends_a_period()
    {
        var story = new TicketStory().At(0, "new", by: TicketStory.Customer).At(60, "solved");

        story.Until(deletedAt: 120).ResolutionPeriods().ShouldHaveSingleItem().To.ShouldBe(Start.AddSeconds(120));
    }

    private static string Told(ResolutionPeriod period) =>
        Line(
            period.ResolvedAt,
            period.Resolution.AssigneeId,
            period.Verdict,
            period.Resolution.Owned.Select(part => (part.AgentId, part.Seconds))
        );

    private static string? Expected(PlainLife life) =>
        life.IsDeleted || life.AllResolutions.LastOrDefault() is not { } last
            ? null
            : Line(last.At, life.AssigneeAt(last), Verdict(life), life.OwnedUntil(last.At));

    private static ResolutionVerdict Verdict(PlainLife life) =>
        life.IsMergedAway ? ResolutionVerdict.Merged
        : life.IsProactive ? ResolutionVerdict.Proactive
        : life.Standing is null ? ResolutionVerdict.Reopened
        : ResolutionVerdict.Standing;

    private static string Line(DateTimeOffset at, long? assignee, ResolutionVerdict verdict, IEnumerable<(long, long)> owned) =>
        $"{at:O} {assignee} {verdict} {string.Join(' ', owned)}";
}
