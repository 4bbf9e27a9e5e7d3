using TicketPlatform.Domain.Statistics;
using TicketPlatform.Domain.Tickets;

namespace TicketPlatform.Domain.Tests.Statistics;

/// <summary>How a gap in what is known of a ticket is noticed.</summary>
public sealed class MissingEvents
{
    private static readonly DateTimeOffset End = TicketStory.Start.AddHours(1);

    private static readonly MirroredTicket Shown = new(
        TicketStatus.Open,
        TicketStory.Ada,
        TicketStory.Start,
        TicketStory.Start.AddSeconds(60),
        Deletions: [],
        IsMergedAway: false,
        Metrics: null
    );

    private static TicketStory Story => new TicketStory().At(0, "new", by: TicketStory.Customer).At(60, "open", TicketStory.Ada);

    private static IReadOnlyCollection<RecordedFact> Broken => [.. Story.At(90, "pending").Facts.Where(fact => fact.To != "open")];

    [Fact]
    public void Nothing_is_missing_where_the_events_lead_to_what_Zendesk_shows() => Missing(Shown).ShouldBeNull();

    [Fact]
    public void An_event_that_does_not_follow_is_named() =>
        Missing(null, Broken).ShouldBe("event 42003 of ticket 42 does not follow from the one before it");

    [Fact]
    public void An_update_of_which_no_event_tells_is_missing()
    {
        var later = Shown with { UpdatedAt = Shown.UpdatedAt.AddSeconds(1) };
        Missing(later).ShouldBe("the events of ticket 42 end before its last update");
        Whole(new TicketLife(42, Story.Facts, later)).ShouldBeNull();
        Missing(Shown, []).ShouldBe("the events of ticket 42 end before its last update");
    }

    [Fact]
    public void An_update_of_which_no_event_tells_happened_after_the_last_event()
    {
        var later = Shown with { UpdatedAt = Shown.UpdatedAt.AddSeconds(30) };
        var life = new TicketLife(42, Story.Facts, later);

        var missing = life.MissingBefore(life.Before(End, TicketStory.Staff), End).ShouldNotBeNull();

        (missing.Since, missing.Until).ShouldBe((Shown.UpdatedAt, later.UpdatedAt));
    }

    [Fact]
    public void An_event_after_the_last_update_that_was_seen_is_nothing_missing() =>
        Missing(Shown with { UpdatedAt = Shown.UpdatedAt.AddSeconds(-1) }).ShouldBeNull();

    [Fact]
    public void Another_status_or_assignee_than_Zendesk_shows_is_missing()
    {
        const string gap = "the events of ticket 42 do not lead to its status and assignee";

        Missing(Shown with { Status = TicketStatus.Hold }).ShouldBe(gap);
        Missing(Shown with { AssigneeId = TicketStory.Grace }).ShouldBe(gap);
        Missing(Shown with { AssigneeId = null }).ShouldBe(gap);
    }

    [Theory]
    [InlineData(null, 0L, 0L, null)]
    [InlineData(null, 0L, 1L, "replies")]
    [InlineData(null, 1L, 0L, "reopens")]
    [InlineData(9L, 0L, 0L, "fullResolution")]
    public void Another_count_by_Zendesk_may_be_an_event_that_is_missing(long? resolution, long? reopens, long? replies, string? figure) =>
        Missing(Shown with { Metrics = new MetricSet(null, resolution, reopens, replies) })
            .ShouldBe(figure is null ? null : $"Zendesk's own {figure} of ticket 42 differs");

    [Fact]
    public void What_explains_a_duration_does_not_explain_a_count()
    {
        var closed = Story.At(90, "closed").Facts;
        var merged = new MirroredTicket(
            TicketStatus.Closed,
            TicketStory.Ada,
            TicketStory.Start,
            TicketStory.Start.AddSeconds(90),
            [],
            IsMergedAway: true,
            null
        );

        Missing(merged with { Metrics = new MetricSet(1, 1, 0, 0) }, closed).ShouldBeNull();
        Missing(merged with { Metrics = new MetricSet(1, 1, 0, 1) }, closed).ShouldBe("Zendesk's own replies of ticket 42 differs");
    }

    [Fact]
    public void Two_events_in_one_second_excuse_no_difference()
    {
        var hasty = new TicketStory().At(0, "new").At(60, "pending").At(60, "open", TicketStory.Ada).Facts;

        Missing(Shown with { Metrics = new MetricSet(null, 3, 0, 0) }, hasty).ShouldNotBeNull();
    }

    [Theory]
    [InlineData(59, false)]
    [InlineData(60, true)]
    [InlineData(61, true)]
    [InlineData(3_599, true)]
    [InlineData(3_600, false)]
    public void Zendesk_is_heard_where_it_speaks_of_the_state_at_the_instant(int updatedAt, bool compared)
    {
        var life = new TicketLife(
            42,
            Story.Facts,
            Shown with
            {
                UpdatedAt = TicketStory.Start.AddSeconds(updatedAt),
                Metrics = new MetricSet(null, null, 0, 0),
            }
        );

        (life.CompareBefore(life.Before(End, TicketStory.Staff), End) is not null).ShouldBe(compared);
    }

    [Fact]
    public void Zendesk_is_not_heard_of_a_ticket_that_is_deleted_or_gone()
    {
        var deleted = Story.At(70, "deleted").Facts;
        var shown = Shown with { UpdatedAt = TicketStory.Start.AddSeconds(70), Metrics = new MetricSet(null, null, 9, 9) };

        Compared(shown).ShouldBeNull();
        Compared(null).ShouldBeNull();
        Compared(shown with { Metrics = null }).ShouldBeNull();

        IReadOnlyList<Discrepancy>? Compared(MirroredTicket? mirrored)
        {
            var life = new TicketLife(42, deleted, mirrored);
            return life.CompareBefore(life.Before(End, TicketStory.Staff), End);
        }
    }

    [Fact]
    public void What_contradicts_an_hour_may_have_happened_after_it()
    {
        // Solved at 08:55, which is not known, and reopened at 09:01.
        var known = new TicketStory().At(0, "new").At(60, "open", TicketStory.Ada).At(3_300, "solved").At(3_660, "open").Facts;
        var life = new TicketLife(42, [.. known.Where(fact => fact.To != "solved")], null);
        var reopened = known[^1];

        life.MissingBefore(life.Before(End, TicketStory.Staff), End).ShouldBeNull();
        var missing = Whole(life).ShouldNotBeNull();
        missing.ShouldBe(
            new MissingFacts(
                42,
                TicketStory.Start.AddSeconds(60),
                reopened.At,
                $"event {reopened.EventId} of ticket 42 does not follow from the one before it"
            )
        );
        Whole(life with { AuditsReadAt = reopened.At.AddSeconds(-1) }).ShouldBe(missing);
        Whole(life with { AuditsReadAt = reopened.At }).ShouldBeNull();
    }

    [Fact]
    public void Before_the_first_event_that_is_known_something_may_be_missing_since_the_ticket_was_created()
    {
        var known = new TicketStory().At(10, "new").At(60, "open", TicketStory.Ada).Facts.Where(fact => fact.To != "new").ToList();

        Whole(new TicketLife(42, known, Shown)).ShouldNotBeNull().Since.ShouldBe(TicketStory.Start);
        Whole(new TicketLife(42, known, null)).ShouldNotBeNull().Since.ShouldBe(TicketStory.Start.AddSeconds(60));

        var nothing = new TicketLife(42, [], Shown);
        nothing.MissingBefore(nothing.Before(End, TicketStory.Staff), End).ShouldNotBeNull().Since.ShouldBe(TicketStory.Start);

        var comment = new TicketLife(42, new TicketStory().At(60, comment: true).Facts, Shown);
        Whole(comment).ShouldNotBeNull().Since.ShouldBe(TicketStory.Start);
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("0")]
    [InlineData("-5")]
    public void What_is_no_id_of_an_agent_is_nobody(string assignee)
    {
        var facts = new TicketStory().At(0, "new").At(60, "open", TicketStory.Ada).Facts;
        var strange = facts.Select(fact => fact.Kind == FactKind.Assignee ? fact with { To = assignee } : fact).ToList();
        var life = new TicketLife(42, strange, Shown with { AssigneeId = null });

        life.Before(End, TicketStory.Staff).AssigneeId.ShouldBeNull();
        Whole(life).ShouldBeNull();
    }

    [Fact]
    public void A_comment_that_Zendesk_counts_may_be_missing_since_the_creation_or_the_last_reading()
    {
        var shown = Shown with { Metrics = new MetricSet(null, null, 0, Replies: 1) };
        var life = new TicketLife(42, Story.Facts, shown);

        Whole(life).ShouldBe(new MissingFacts(42, TicketStory.Start, shown.UpdatedAt, "Zendesk's own replies of ticket 42 differs"));
        Whole(life with { AuditsReadAt = TicketStory.Start.AddSeconds(59) })
            .ShouldNotBeNull()
            .Since.ShouldBe(TicketStory.Start.AddSeconds(59));
        Whole(life with { AuditsReadAt = shown.UpdatedAt }).ShouldBeNull();
        Whole(new TicketLife(42, Story.Facts, shown with { UpdatedAt = shown.UpdatedAt.AddSeconds(1) })).ShouldBeNull();
        Whole(new TicketLife(42, Story.Facts, Shown with { Metrics = new MetricSet(null, null, 0, 0) })).ShouldBeNull();
        Whole(new TicketLife(42, Story.Facts, null)).ShouldBeNull();
    }

    [Fact]
    public void What_was_updated_later_or_is_deleted_or_gone_proves_nothing()
    {
        var other = Shown with { Status = TicketStatus.Hold };

        Missing(other with { UpdatedAt = End.AddSeconds(-1) }).ShouldNotBeNull();
        Missing(other with { UpdatedAt = End }).ShouldBeNull();
        Missing(other with { Status = TicketStatus.Deleted }).ShouldBeNull();
        Missing(null).ShouldBeNull();
    }

    [Fact]
    public void What_a_later_reading_of_the_whole_history_did_not_find_is_not_missing()
    {
        var (broken, gap) = (Broken, Broken.Max(fact => fact.At));
        Missing(null, broken, auditsReadAt: gap.AddSeconds(-1)).ShouldNotBeNull();
        Missing(null, broken, auditsReadAt: gap).ShouldBeNull();

        var other = Shown with { Status = TicketStatus.Hold };
        Missing(other, auditsReadAt: Shown.UpdatedAt.AddSeconds(-1)).ShouldNotBeNull();
        Missing(other, auditsReadAt: Shown.UpdatedAt).ShouldBeNull();
    }

    [Fact]
    public void What_is_shown_of_before_the_last_event_proves_nothing()
    {
        var shown = Shown with { UpdatedAt = Shown.UpdatedAt.AddSeconds(-1), Status = TicketStatus.Hold };

        Missing(shown).ShouldBeNull();
        Whole(new TicketLife(42, Story.Facts, shown)).ShouldBeNull();
    }

    [Fact]
    public void A_state_to_which_the_events_do_not_lead_is_missed_before_its_hour_ends()
    {
        // A lost change of the hour before breaks no chain where only a comment follows; the ticket shows it.
        var shown = Shown with
        {
            Status = TicketStatus.Hold,
        };

        Whole(new TicketLife(42, Story.Facts, shown))
            .ShouldBe(
                new MissingFacts(42, TicketStory.Start, shown.UpdatedAt, "the events of ticket 42 do not lead to its status and assignee")
            );
    }

    [Fact]
    public void The_past_of_a_ticket_knows_of_its_merge_and_of_a_deletion_that_no_event_tells()
    {
        var closed = Story.At(90, "closed").Facts;

        new TicketLife(42, closed, Shown with { IsMergedAway = true }).Before(End, TicketStory.Staff).IsMergedAway.ShouldBeTrue();
        new TicketLife(42, closed, Shown).Before(End, TicketStory.Staff).IsMergedAway.ShouldBeFalse();
        new TicketLife(42, closed, null).Before(End, TicketStory.Staff).IsMergedAway.ShouldBeFalse();
        new TicketLife(42, closed, Shown with { Deletions = [new(End.AddSeconds(-1))] })
            .Before(End, TicketStory.Staff)
            .IsDeleted.ShouldBeTrue();
        new TicketLife(42, closed, Shown with { Deletions = [new(End)] }).Before(End, TicketStory.Staff).IsDeleted.ShouldBeFalse();
    }

    private static MissingFacts? Whole(TicketLife life) =>
        life.MissingIn(life.Before(DateTimeOffset.MaxValue, TicketStory.Staff), TicketStory.Staff);

    private static string? Missing(
        MirroredTicket? shown,
        IReadOnlyCollection<RecordedFact>? facts = null,
        DateTimeOffset? auditsReadAt = null
    )
    {
        var life = new TicketLife(42, facts ?? Story.Facts, shown, auditsReadAt);
        return life.MissingBefore(life.Before(End, TicketStory.Staff), End)?.Reason;
    }
}
