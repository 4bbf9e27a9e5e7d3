using TicketPlatform.Domain.Statistics;
using TicketPlatform.Domain.Tickets;

namespace TicketPlatform.Domain.Tests.Statistics;

/// <summary>What is doubted of tickets that are deleted.</summary>
public sealed class GoneHistories
{
    private static readonly MirroredTicket Shown = new(
        TicketStatus.Open,
        TicketStory.Ada,
        TicketStory.Start,
        TicketStory.Start.AddSeconds(60),
        Deletions: [],
        IsMergedAway: false,
        Metrics: new MetricSet(null, null, 0, 0)
    );

    private static TicketStory Story => new TicketStory().At(0, "new", by: TicketStory.Customer).At(60, "open", TicketStory.Ada);

    [Fact]
    public void What_a_ticket_showed_before_it_was_deleted_is_compared_with_the_events_until_then()
    {
        var counted = Shown with { Metrics = new MetricSet(null, null, 0, Replies: 1) };

        Missing(Deleted(Shown, at: 90)).ShouldBeNull();
        Missing(Deleted(counted, at: 90))
            .ShouldBe(new MissingFacts(42, TicketStory.Start, counted.UpdatedAt, "Zendesk's own replies of ticket 42 differs"));
        Missing(Deleted(Shown with { Status = TicketStatus.Hold }, at: 90))
            .ShouldNotBeNull()
            .Reason.ShouldBe("the events of ticket 42 do not lead to its status and assignee");
        Missing(Deleted(counted, at: 90) with { AuditsReadAt = counted.UpdatedAt }).ShouldBeNull();
    }

    [Fact]
    public void A_state_that_was_not_the_last_before_the_deletion_proves_nothing()
    {
        var counted = Shown with { UpdatedAt = Shown.UpdatedAt.AddSeconds(-1), Metrics = new MetricSet(null, null, 0, Replies: 1) };

        Missing(Deleted(counted, at: 90)).ShouldBeNull();
        Missing(Deleted(counted with { UpdatedAt = Shown.UpdatedAt.AddSeconds(1) }, at: 90)).ShouldBeNull();
    }

    [Fact]
    public void A_deletion_in_the_second_of_the_last_update_is_left_out()
    {
        Missing(Deleted(Shown, at: 60)).ShouldBeNull();
        Missing(Deleted(Shown with { Metrics = new MetricSet(null, null, 0, Replies: 1) }, at: 60)).ShouldNotBeNull();
    }

    [Fact]
    public void A_ticket_that_was_deleted_before_is_compared_with_what_it_showed_since()
    {
        var restored = Story.At(70, "deleted").At(80, "open");
        var shown = Shown with { UpdatedAt = TicketStory.Start.AddSeconds(80) };

        Missing(Deleted(shown, at: 90, restored)).ShouldBeNull();
        Missing(Deleted(shown with { AssigneeId = TicketStory.Grace }, at: 90, restored)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData(60)]
    [InlineData(90)]
    public void A_deletion_of_which_no_event_tells_is_none_before_it(int at)
    {
        var life = new TicketLife(42, Story.Facts, DeletedFrom(Shown, at));

        Missing(life).ShouldBeNull();
        Doubted(life).ShouldBeNull();
    }

    [Fact]
    public void Nothing_is_waited_for_of_a_history_that_is_gone()
    {
        var broken = new TicketLife(42, Broken, null);

        broken.MissingBefore(Whole(broken), DateTimeOffset.MaxValue).ShouldNotBeNull();
        (broken with { IsGone = true }).MissingBefore(Whole(broken), DateTimeOffset.MaxValue).ShouldBeNull();
    }

    [Fact]
    public void Nothing_is_doubted_where_everything_adds_up()
    {
        Doubted(Deleted(Shown, at: 90)).ShouldBeNull();
        Doubted(new TicketLife(42, Story.Facts, Shown)).ShouldBeNull();
    }

    [Fact]
    public void All_that_does_not_add_up_is_doubted()
    {
        // At 90 it became pending and at 150 solved, which is not known.
        Doubted(new TicketLife(42, Broken, null)).ShouldBe((60, 180));
        Doubted(new TicketLife(42, Broken, null) with { AuditsReadAt = TicketStory.Start.AddSeconds(120) }).ShouldBe((120, 180));

        var counted = Shown with { UpdatedAt = TicketStory.Start.AddSeconds(180), Metrics = new MetricSet(null, null, 0, Replies: 1) };
        Doubted(new TicketLife(42, Broken, counted)).ShouldBe((0, 180));
    }

    [Fact]
    public void A_doubt_lasts_from_the_first_to_the_last_thing_that_does_not_add_up()
    {
        // At 70 it became pending, which only the deletion tells, and Zendesk counted a comment before.
        var counted = Shown with
        {
            Metrics = new MetricSet(null, null, 0, Replies: 1),
        };
        var told = Story.At(70, "pending").At(90, "deleted").Facts.Where(fact => fact.To != "pending").ToList();
        var life = new TicketLife(42, told, DeletedFrom(counted, at: 90));

        Doubted(life).ShouldBe((0, 90));
        Missing(life).ShouldNotBeNull().Reason.ShouldBe("event 42004 of ticket 42 does not follow from the one before it");
    }

    [Fact]
    public void A_last_update_of_which_no_event_tells_is_doubted()
    {
        var later = Shown with { UpdatedAt = Shown.UpdatedAt.AddSeconds(30) };

        Doubted(new TicketLife(42, Story.Facts, later)).ShouldBe((60, 90));
        Doubted(Deleted(later, at: 120)).ShouldBe((60, 90));
    }

    [Fact]
    public void Where_the_last_event_is_missing_figures_that_differ_may_be_of_another_too()
    {
        var later = Shown with { UpdatedAt = Shown.UpdatedAt.AddSeconds(30), Metrics = new MetricSet(null, null, 0, Replies: 2) };

        Doubted(Deleted(later, at: 120)).ShouldBe((0, 90));
        Missing(Deleted(later, at: 120)).ShouldBeNull();
    }

    [Fact]
    public void The_event_of_the_deletion_lifts_no_doubt_while_the_mirror_does_not_show_it()
    {
        var told = Story.At(120, "deleted").Facts;
        var counted = Shown with { Metrics = new MetricSet(null, null, 0, Replies: 1) };

        Doubted(new TicketLife(42, told, counted)).ShouldBe((0, 60));
        Doubted(new TicketLife(42, told, Shown with { UpdatedAt = Shown.UpdatedAt.AddSeconds(30) })).ShouldBe((60, 90));
        Doubted(new TicketLife(42, told, Shown)).ShouldBeNull();
    }

    [Fact]
    public void What_Zendesk_counted_is_heard_where_a_later_state_was_seen_without_figures()
    {
        var counted = Shown with { Metrics = new MetricSet(null, null, 0, Replies: 1) };
        var later = Shown with { Status = TicketStatus.Pending, UpdatedAt = Shown.UpdatedAt.AddSeconds(10), Metrics = null };
        var life = Deleted(later, at: 90, Story.At(70, "pending"));

        Missing(life).ShouldBeNull();
        Doubted(life).ShouldBeNull();
        var heard = life with { Mirrored = life.Mirrored! with { Earlier = [later, counted] } };
        Missing(heard).ShouldNotBeNull().Reason.ShouldBe("Zendesk's own replies of ticket 42 differs");
        Doubted(heard).ShouldBe((0, 60));
        Doubted(heard with { AuditsReadAt = Shown.UpdatedAt }).ShouldBeNull();
    }

    [Fact]
    public void What_Zendesk_counted_is_heard_also_where_the_ticket_was_not_deleted_since()
    {
        var counted = Shown with { Metrics = new MetricSet(null, null, 0, Replies: 1) };
        var later = Shown with { Status = TicketStatus.Pending, UpdatedAt = Shown.UpdatedAt.AddSeconds(10), Metrics = null };

        Missing(new TicketLife(42, Story.Facts, later with { Earlier = [Shown] })).ShouldBeNull();
        Missing(new TicketLife(42, Story.Facts, later with { Earlier = [counted] }))
            .ShouldNotBeNull()
            .Reason.ShouldBe("Zendesk's own replies of ticket 42 differs");
        Missing(new TicketLife(42, Story.Facts, later with { Earlier = [counted] }, AuditsReadAt: counted.UpdatedAt)).ShouldBeNull();
    }

    [Fact]
    public void A_deletion_that_was_undone_does_not_undo_what_was_counted_before_it()
    {
        var since = TicketStory.Start.AddSeconds(70);
        var shown = Shown with { Deletions = [new DeletionPeriod(since, since.AddSeconds(5))] };

        Doubted(new TicketLife(42, Story.Facts, shown)).ShouldBeNull();
        Doubted(new TicketLife(42, Story.Facts, shown with { Metrics = new MetricSet(null, null, 0, Replies: 1) })).ShouldBe((0, 60));
    }

    private static IReadOnlyCollection<RecordedFact> Broken =>
        [
            .. Story
                .At(90, "pending")
                .At(120, "open")
                .At(150, "solved")
                .At(180, "open")
                .Facts.Where(fact => fact.To is not ("pending" or "solved")),
        ];

    private static TicketLife Deleted(MirroredTicket shown, int at, TicketStory? story = null) =>
        new(42, (story ?? Story).At(at, "deleted").Facts, DeletedFrom(shown, at));

    private static MirroredTicket DeletedFrom(MirroredTicket shown, int at)
    {
        var deletedAt = TicketStory.Start.AddSeconds(at);
        IReadOnlyList<DeletionPeriod> deletions = [new DeletionPeriod(deletedAt)];
        return shown with
        {
            Status = TicketStatus.Deleted,
            UpdatedAt = deletedAt,
            Deletions = deletions,
            Metrics = null,
            Earlier = [shown with { Deletions = deletions }],
        };
    }

    private static TicketTimeline Whole(TicketLife life) => life.Before(DateTimeOffset.MaxValue, TicketStory.Staff);

    private static MissingFacts? Missing(TicketLife life) => life.MissingIn(Whole(life), TicketStory.Staff);

    /// <summary>Seconds after the creation.</summary>
    private static (int Since, int Until)? Doubted(TicketLife life) =>
        (life with { IsGone = true }).DoubtIn(Whole(life), TicketStory.Staff) is { } doubt
            ? ((int)(doubt.Since - TicketStory.Start).TotalSeconds, (int)(doubt.Until - TicketStory.Start).TotalSeconds)
            : null;
}
