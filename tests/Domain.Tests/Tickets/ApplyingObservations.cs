using TicketPlatform.Domain.Tickets;
using static TicketPlatform.Domain.Tests.Tickets.Sightings;

namespace TicketPlatform.Domain.Tests.Tickets;

public sealed class ApplyingObservations
{
    [Fact]
    public void A_newer_version_wins_whatever_its_source()
    {
        var ticket = Ticket.First(Export(10, "open"));

        ticket.Apply(Webhook(11, "solved")).ShouldBe(Absorbed.Newer);

        ticket.Seen.Content.Status.ShouldBe(TicketStatus.Solved);
    }

    [Fact]
    public void An_older_version_is_dropped_even_from_the_export()
    {
        var ticket = Ticket.First(Webhook(11, "solved"));

        ticket.Apply(Export(10, "open")).ShouldBe(Absorbed.Older);

        ticket.Seen.Content.Status.ShouldBe(TicketStatus.Solved);
    }

    [Fact]
    public void The_export_wins_a_tie()
    {
        var ticket = Ticket.First(Webhook(10, "open"));

        ticket.Apply(Export(10, "pending")).ShouldBe(Absorbed.Newer);
        ticket.Apply(Webhook(10, "open")).ShouldBe(Absorbed.Older);

        ticket.Seen.Content.Status.ShouldBe(TicketStatus.Pending);
        ticket.RereadDue.ShouldBeFalse();
    }

    [Fact]
    public void Two_equally_new_hints_that_disagree_ask_for_a_re_read()
    {
        var ticket = Ticket.First(Webhook(10, "open"));

        ticket.Apply(Webhook(10, "solved")).ShouldBe(Absorbed.NeedsReread);

        ticket.RereadDue.ShouldBeTrue();
    }

    [Fact]
    public void A_re_read_settles_the_hints_before_it()
    {
        var ticket = Ticket.First(Webhook(10, "open", observed: 11));
        ticket.Apply(Webhook(10, "solved", observed: 12));

        ticket.Apply(Reread(10, "pending", observed: 13)).ShouldBe(Absorbed.Newer);

        ticket.RereadDue.ShouldBeFalse();
        ticket.Seen.Content.Status.ShouldBe(TicketStatus.Pending);
    }

    [Fact]
    public void A_hint_made_after_the_re_read_reopens_the_question_in_either_order()
    {
        var (reread, hint) = (Reread(10, "pending", observed: 13), Webhook(10, "solved", observed: 14));
        var readFirst = Ticket.First(reread);
        readFirst.Apply(hint).ShouldBe(Absorbed.NeedsReread);
        var hintFirst = Ticket.First(hint);
        hintFirst.Apply(reread).ShouldBe(Absorbed.NeedsReread);

        readFirst.Seen.ShouldBe(hintFirst.Seen);
        readFirst.RereadDue.ShouldBe(hintFirst.RereadDue);
    }

    [Fact]
    public void A_newer_version_ends_the_need_to_re_read()
    {
        var ticket = Ticket.First(Webhook(10, "open"));
        ticket.Apply(Webhook(10, "solved"));

        ticket.Apply(Webhook(11, "closed"));

        ticket.RereadDue.ShouldBeFalse();
    }

    [Fact]
    public void A_re_read_that_confirms_what_is_known_ends_the_need_for_another()
    {
        var ticket = Ticket.Stored(Reread(10, "open", observed: 12), rereadDue: true, fence: 3);

        ticket.Apply(Reread(10, "open", observed: 15)).ShouldBe(Absorbed.Newer);

        ticket.RereadDue.ShouldBeFalse();
    }

    [Fact]
    public void A_repetition_changes_nothing()
    {
        var ticket = Ticket.First(Export(10, "open"));

        ticket.Apply(Export(10, "open")).ShouldBe(Absorbed.Known);
    }

    [Fact]
    public void A_source_that_cannot_tell_when_the_status_changed_does_not_contradict_one_that_can()
    {
        var exact = Webhook(10, "open") with { Content = Content("open") with { StatusChangedAt = DateTimeOffset.UnixEpoch } };
        var ticket = Ticket.First(exact);

        ticket.Apply(Webhook(10, "open", observed: 1)).ShouldBe(Absorbed.Known);

        ticket.RereadDue.ShouldBeFalse();
    }

    [Fact]
    public void A_ticket_covers_what_it_says_and_what_was_seen_before_it()
    {
        var seen = Reread(10, "open", observed: 50);

        Ticket.First(Export(10, "open")).Covers(seen).ShouldBeTrue();
        Ticket.First(Webhook(12, "solved", observed: 51)).Covers(seen).ShouldBeTrue();
        Ticket.First(Reread(12, "solved", observed: 51)).Covers(seen).ShouldBeTrue();
        Ticket.First(Webhook(12, "solved", observed: 49)).Covers(seen).ShouldBeFalse();
    }

    [Fact]
    public void An_export_that_says_something_else_covers_nothing_since_it_withholds_the_last_minute()
    {
        var seen = Reread(10, "open", observed: 50);

        Ticket.First(Export(12, "solved")).Covers(seen).ShouldBeFalse();
    }
}
