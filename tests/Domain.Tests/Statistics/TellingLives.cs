using TicketPlatform.Domain.Statistics;
using TicketPlatform.Domain.Tickets;

namespace TicketPlatform.Domain.Tests.Statistics;

public sealed class TellingLives
{
    private static TicketStory Created(long second = 0) => new TicketStory().At(second, "new", comment: true, by: TicketStory.Customer);

    [Fact]
    public void A_solved_ticket_is_resolved_by_whom_it_is_assigned_to()
    {
        var ticket = Created().At(60, "open", TicketStory.Ada).At(600, "solved", comment: true).Until();

        ticket.CreatedAt.ShouldBe(TicketStory.Start);
        ticket.Standing!.At.ShouldBe(TicketStory.Start.AddSeconds(600));
        ticket.Standing.AssigneeId.ShouldBe(TicketStory.Ada);
        ticket.Standing.Replies.ShouldBe(1);
        ticket.Breaks.ShouldBeEmpty();
    }

    [Fact]
    public void Who_takes_and_solves_a_ticket_at_once_is_in_charge_at_the_resolution() =>
        Created().At(60, "solved", TicketStory.Grace).Until().Standing!.AssigneeId.ShouldBe(TicketStory.Grace);

    [Fact]
    public void Closing_a_solved_ticket_is_no_resolution()
    {
        var ticket = Created().At(60, "solved").At(900, "closed").Until();

        ticket.Resolutions.ShouldHaveSingleItem().At.ShouldBe(TicketStory.Start.AddSeconds(60));
        ticket.Standing.ShouldNotBeNull();
    }

    [Fact]
    public void Closing_an_unsolved_ticket_is_one() =>
        Created().At(900, "closed").Until().Standing!.At.ShouldBe(TicketStory.Start.AddSeconds(900));

    [Fact]
    public void A_reopened_ticket_does_not_stand_until_it_is_solved_again()
    {
        var story = Created().At(60, "solved").At(120, "open").At(600, "solved");

        story.Until(100).Standing!.At.ShouldBe(TicketStory.Start.AddSeconds(60));
        story.Until(500).Standing.ShouldBeNull();
        story.Until().Standing!.At.ShouldBe(TicketStory.Start.AddSeconds(600));
        story.Until().Reopens.ShouldBe([TicketStory.Start.AddSeconds(120)]);
        story.Until().Resolutions.Count.ShouldBe(2);
    }

    [Fact]
    public void A_trigger_that_opens_the_ticket_within_the_solving_event_is_no_reopen()
    {
        var ticket = Created().At(60, "solved").At(60, "open", sameEvent: true).Until();

        ticket.Reopens.ShouldBeEmpty();
        ticket.Resolutions.Count.ShouldBe(1);
        ticket.Standing.ShouldBeNull();
    }

    [Fact]
    public void A_reply_is_a_public_comment_of_somebody_who_was_an_agent_then()
    {
        var story = new TicketStory()
            .At(0, "new", comment: true)
            .At(10, comment: true, by: TicketStory.Customer)
            .At(20, comment: false)
            .At(30, comment: true);

        story.Until().FirstReplyAt.ShouldBe(TicketStory.Start.AddSeconds(30));
    }

    [Fact]
    public void A_role_holds_from_its_time_on_and_the_first_one_for_everything_before()
    {
        var staff = new StaffHistory([new(1, TicketStory.Start, false), new(1, TicketStory.Start.AddHours(1), true)]);

        staff.IsStaff(1, TicketStory.Start.AddHours(-1)).ShouldBeFalse();
        staff.IsStaff(1, TicketStory.Start.AddMinutes(59)).ShouldBeFalse();
        staff.IsStaff(1, TicketStory.Start.AddHours(1)).ShouldBeTrue();
        staff.IsStaff(2, TicketStory.Start).ShouldBeFalse();
    }

    [Fact]
    public void A_ticket_that_its_creation_solved_is_proactive()
    {
        var ticket = new TicketStory().At(0, "solved", TicketStory.Ada, comment: true).Until();

        ticket.IsProactive.ShouldBeTrue();
        ticket.Standing.ShouldNotBeNull().Replies.ShouldBe(0);
    }

    [Fact]
    public void A_trigger_that_solves_or_opens_a_ticket_within_its_creation_decides_whether_it_is_proactive()
    {
        Created().At(0, "solved", sameEvent: true).Until().IsProactive.ShouldBeTrue();
        new TicketStory().At(0, "solved").At(0, "open", sameEvent: true).Until().IsProactive.ShouldBeFalse();
        Created().At(0, "solved").Until().IsProactive.ShouldBeFalse();
    }

    [Fact]
    public void A_merged_ticket_has_no_resolution_from_its_closing_on()
    {
        var story = Created().At(60, "solved").At(900, "closed");

        story.Until(500, isMergedAway: true).Standing.ShouldNotBeNull();
        story.Until(isMergedAway: true).Resolutions.ShouldBeEmpty();
    }

    [Fact]
    public void A_restored_ticket_takes_up_its_resolution_again_and_its_deleted_time_counts_nowhere()
    {
        var story = Created().At(60, "open", TicketStory.Ada).At(100, "deleted").At(200, "open").At(300, "solved");

        story.Until(150).IsDeleted.ShouldBeTrue();
        story.Until().SecondsIn(TicketStory.Start.AddSeconds(300), TicketStatus.New, TicketStatus.Open).ShouldBe(200);
        story.Until().Reopens.ShouldBeEmpty();
        story.Until().Resolutions.Count.ShouldBe(1);

        var restored = Created().At(60, "solved").At(100, "deleted").At(200, "solved").Until();
        restored.Standing!.At.ShouldBe(TicketStory.Start.AddSeconds(60));
    }

    [Fact]
    public void A_deletion_that_no_event_tells_is_taken_from_the_mirror()
    {
        var story = Created().At(60, "open");

        story.Until(deletedAt: 90).IsDeleted.ShouldBeTrue();
        story.Until(80, deletedAt: 90).IsDeleted.ShouldBeFalse();
        story.Until(deletedAt: 60).IsDeleted.ShouldBeTrue(); // at once with an event: after it
        new TicketStory().Until(deletedAt: 90).Intervals.ShouldBeEmpty();
    }

    [Fact]
    public void A_deletion_of_the_mirror_stands_at_its_time_among_the_events_and_yields_to_one_that_an_event_tells()
    {
        var between = Created().At(60, "open").At(200, "pending").Until(deletedAt: 90).Intervals;
        between.Select(interval => interval.Status.Name).ShouldBe(["new", "open", "deleted", "pending"]);
        between.Zip(between.Skip(1)).ShouldAllBe(pair => pair.First.To == pair.Second.From);

        Created().At(100, "deleted").At(200, "open").Until(deletedAt: 100).IsDeleted.ShouldBeFalse();
    }

    [Fact]
    public void A_second_deletion_that_no_event_tells_is_taken_from_the_mirror()
    {
        var story = Created().At(100, "deleted").At(200, "open");

        story.Until(deletedAt: 250).IsDeleted.ShouldBeTrue();
        story.Until(250, deletedAt: 250).IsDeleted.ShouldBeFalse();
        story.Until(deletedAt: 150).IsDeleted.ShouldBeFalse();
        story.At(250, "deleted").Until(deletedAt: 250).Intervals.Count(interval => interval.Status == TicketStatus.Deleted).ShouldBe(2);
        // One that has ended may be that of the events.
        Created().At(100, "deleted").At(200, "open").Until(deletedAt: 150, restoredAt: 250).Breaks.ShouldBeEmpty();
    }

    [Fact]
    public void A_deletion_that_no_event_tells_ends_when_the_ticket_was_seen_again_in_the_status_it_had()
    {
        var story = Created().At(60, "open");

        var lasted = story.Until(deletedAt: 90, restoredAt: 150).Intervals;

        lasted.Select(interval => interval.Status.Name).ShouldBe(["new", "open", "deleted", "open"]);
        lasted[^1].From.ShouldBe(TicketStory.Start.AddSeconds(150));
        story.Until(150, deletedAt: 90, restoredAt: 150).IsDeleted.ShouldBeTrue();
    }

    [Fact]
    public void What_is_restored_at_once_with_an_event_was_back_before_it()
    {
        var together = Created().At(60, "open").At(150, "pending").Until(deletedAt: 90, restoredAt: 150);
        together.Breaks.ShouldBeEmpty();
        together.Intervals.Select(interval => interval.Status.Name).ShouldBe(["new", "open", "deleted", "pending"]);
    }

    [Fact]
    public void Who_is_changed_is_back_however_late_that_is_seen()
    {
        var story = Created().At(60, "open").At(150, "solved").At(180, "open");

        foreach (var seen in (int[])[151, 180, 200, 9_000])
        {
            var ticket = story.Until(deletedAt: 90, restoredAt: seen);
            ticket.Breaks.ShouldBeEmpty();
            ticket.Resolutions.ShouldHaveSingleItem().At.ShouldBe(TicketStory.Start.AddSeconds(150));
            ticket.Reopens.ShouldHaveSingleItem().ShouldBe(TicketStory.Start.AddSeconds(180));
            ticket.Intervals.Select(interval => interval.Status.Name).ShouldBe(["new", "open", "deleted", "solved", "open"]);
        }
        story.Until(170, deletedAt: 90, restoredAt: 9_000).Standing!.At.ShouldBe(TicketStory.Start.AddSeconds(150));
        story.Until(150, deletedAt: 90, restoredAt: 9_000).IsDeleted.ShouldBeTrue();
    }

    [Fact]
    public void Of_a_ticket_whose_beginning_is_known_the_events_before_count_whatever_an_event_says_of_them()
    {
        var story = Created().At(60, "solved").At(90, "open").At(120, "solved");

        // Without the reopening, the last event says that the ticket was open, and the one before it that it was solved.
        var timeline = TicketTimeline.Of(
            42,
            [.. story.Facts.Where(fact => fact.At != TicketStory.Start.AddSeconds(90))],
            TicketStory.Staff,
            DateTimeOffset.MaxValue
        );

        timeline.Resolutions.ShouldHaveSingleItem().At.ShouldBe(TicketStory.Start.AddSeconds(60));
        timeline.Breaks.Count.ShouldBe(1);
    }

    [Fact]
    public void Of_a_ticket_whose_beginning_is_unknown_the_event_says_what_was_before_it()
    {
        var story = Created().At(60, "solved").At(90, "closed");
        var imported = TicketTimeline.Of(
            42,
            [.. story.Facts.Where(fact => fact.To == "closed")],
            TicketStory.Staff,
            DateTimeOffset.MaxValue
        );
        imported.Resolutions.ShouldBeEmpty();
        imported.Standing.ShouldBeNull();
        imported.Breaks.Count.ShouldBe(1);

        var later = Created().At(60, "solved").At(90, "open");
        var reopened = TicketTimeline.Of(42, [.. later.Facts.Where(fact => fact.To == "open")], TicketStory.Staff, DateTimeOffset.MaxValue);
        reopened.Reopens.ShouldHaveSingleItem();

        var solved = Created().At(60, "open").At(90, "solved");
        var resolved = TicketTimeline.Of(
            42,
            [.. solved.Facts.Where(fact => fact.To == "solved")],
            TicketStory.Staff,
            DateTimeOffset.MaxValue
        );
        resolved.Resolutions.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_resolution_stands_again_when_a_deletion_that_no_event_tells_is_over()
    {
        var story = Created().At(60, "solved");

        story.Until(120, deletedAt: 90, restoredAt: 150).Standing.ShouldBeNull();
        story.Until(deletedAt: 90, restoredAt: 150).Standing!.At.ShouldBe(TicketStory.Start.AddSeconds(60));
        story.Until(deletedAt: 90, restoredAt: 150).Resolutions.Count.ShouldBe(1);
        story.Until(deletedAt: 90, restoredAt: 150).Reopens.ShouldBeEmpty();
    }

    [Fact]
    public void A_resolution_that_was_undone_does_not_stand_again_because_the_ticket_comes_back_as_solved()
    {
        var ticket = Created().At(60, "solved").At(120, "open").At(150, "deleted").At(200, "solved").Until();

        ticket.Standing.ShouldBeNull();
    }

    [Fact]
    public void An_unknown_status_counts_as_open()
    {
        var ticket = Created().At(10, "triaged", TicketStory.Ada).At(40, "solved").Until();

        ticket.SecondsIn(TicketStory.Start.AddSeconds(40), TicketStatus.Open).ShouldBe(30);
        ticket.OwnedUntil(TicketStory.Start.AddSeconds(40)).ShouldBe([new OwnedTime(TicketStory.Ada, 30, OwnedTime.WholeTicket)]);
    }

    [Fact]
    public void An_event_whose_old_value_does_not_follow_shows_that_something_is_missing()
    {
        var facts = Created().At(10, "open", TicketStory.Ada).At(20, "pending").At(30, "solved").Facts;

        TicketTimeline Without(int index) =>
            TicketTimeline.Of(42, [.. facts.Where((_, at) => at != index)], TicketStory.Staff, DateTimeOffset.MaxValue);

        Without(0).Breaks.ShouldBeEmpty(); // the first comment
        Without(2).Breaks.ShouldNotBeEmpty(); // new to open
        Without(4).Breaks.ShouldNotBeEmpty(); // open to pending
    }

    [Fact]
    public void Credit_is_shared_by_the_time_that_each_agent_owned_the_ticket()
    {
        var ticket = Created()
            .At(0, "open", TicketStory.Ada)
            .At(100, agent: TicketStory.Grace)
            .At(150, "pending")
            .At(1_000, "open", TicketStory.Ada)
            .At(1_050, "solved")
            .Until();

        ticket.OwnedUntil(ticket.Standing!.At).ShouldBe([new(TicketStory.Ada, 150, 750_000_000), new(TicketStory.Grace, 50, 250_000_000)]);
    }

    [Fact]
    public void What_is_left_of_a_credit_goes_to_the_largest_remainders_and_then_to_the_lowest_ids()
    {
        OwnedTime.Share([(3, 1), (1, 1), (2, 1)]).Select(part => part.Billionths).ShouldBe([333_333_334, 333_333_333, 333_333_333]);
        OwnedTime.Share([(1, 2), (2, 4)]).Select(part => part.Billionths).ShouldBe([333_333_333, 666_666_667]);
        OwnedTime.Share([(1, 0)]).ShouldBeEmpty();
    }
}
