using TicketPlatform.Application.Statistics;
using TicketPlatform.Application.Synchronization;
using TicketPlatform.ZendeskSimulator.Account;

namespace TicketPlatform.Integration.Tests.Statistics;

/// <summary>Events that the export never shows, of tickets that are deleted before their history is read.</summary>
public sealed class DoubtingHistories : LostEvents
{
    [Fact]
    public async Task An_event_that_came_before_its_ticket_was_found_gone_is_not_missing()
    {
        var (ticket, solvedAt) = await OverwriteUntoldAsync();
        (await Mirror.Platform.ScalarAsync("select count(*) from ticket_audit_reads where due_at is not null")).ShouldBe(1L);

        await ReadEventsAgainAsync();
        Mirror.Zendesk.World.Apply(new DeleteTicket(ticket.Id));
        await Mirror.PublishAsync();

        (await Mirror.Platform.ScalarAsync("select is_gone from ticket_audit_reads")).ShouldBe(true);
        (await CertifiedAsync(solvedAt, "historiesGone")).ShouldBe(("green", "0"));
        (await DifferencesAsync()).ShouldBeEmpty();
        (await Mirror.Platform.ScalarAsync("select count(*) from untold_updates")).ShouldBe(0L);
    }

    [Fact]
    public async Task One_of_two_missing_events_that_comes_after_all_does_not_prove_a_history_that_is_gone()
    {
        var ticket = AssignedTicket();
        var first = Comment(ticket, "We are at it.");
        await Mirror.SettleAsync();
        Comment(ticket, "Solved by tomorrow.");
        await Mirror.SettleAsync();
        Mirror.Zendesk.World.Apply(new DeleteTicket(ticket.Id));
        await LoseAsync(ticket, first, uint.MaxValue);
        await Mirror.PublishAsync();
        (await CertifiedAsync(first, "historiesGone")).ShouldBe(("amber", "1"));

        await ReadEventsAgainAsync();
        await ForgetAsync(ticket, first, first);
        await Mirror.PublishAsync();

        await ShouldBeDoubtedUntilAllCameAsync(first);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(60)]
    public async Task An_hour_whose_missing_event_is_gone_with_its_ticket_is_published_amber(int minutesUntilItShows)
    {
        var ticket = OpenTicket();
        var solvedAt = Change(ticket, "solved");
        Mirror.Zendesk.Clock.Advance(TimeSpan.FromMinutes(minutesUntilItShows));
        Change(ticket, "open");
        Mirror.Zendesk.Clock.Advance(TimeSpan.FromHours(1));
        Mirror.Zendesk.World.Apply(new DeleteTicket(ticket.Id));
        await LoseAsync(ticket, solvedAt);
        Mirror.Zendesk.Clock.Advance(TimeSpan.FromHours(1));

        await Mirror.PublishAsync();

        (await CertifiedAsync(solvedAt, "historiesGone")).ShouldBe(("amber", "1"));
        // What followed from it lasted until the ticket was deleted.
        var deletedAt = solvedAt + (uint)(60 * (minutesUntilItShows + 60));
        (await CertifiedAsync(deletedAt, "historiesGone")).ShouldBe(("amber", "1"));
        (await CertifiedAsync(deletedAt + 3_600, "historiesGone")).ShouldBe(("green", "0"));
        // What is published since the last event that is known says so too, in a version of its own.
        (await CertifiedAsync(solvedAt - 3_600, "historiesGone")).ShouldBe(("amber", "1"));
        (
            await Mirror.Platform.ScalarAsync(
                "select difference from statistics_hours where state = 'final' and version = 2 order by hour desc limit 1"
            )
        ).ShouldBe("""{"historiesGone":{"before":0,"after":1}}""");
    }

    [Fact]
    public async Task A_missing_event_that_comes_after_all_proves_a_history_that_is_gone()
    {
        var (_, solvedAt) = await LoseWithItsTicketAsync();

        await ReadEventsAgainAsync();
        await Mirror.PublishAsync();

        (await CertifiedAsync(solvedAt, "historiesGone")).ShouldBe(("green", "0"));
        (await DifferencesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_history_of_a_restored_ticket_is_read_after_all()
    {
        var (ticket, solvedAt) = await LoseWithItsTicketAsync();

        Mirror.Zendesk.World.Apply(new RestoreTicket(ticket.Id));
        Mirror.Zendesk.Clock.Advance(TimeSpan.FromHours(1));
        Change(ticket, "solved");
        Mirror.Zendesk.Clock.Advance(TimeSpan.FromHours(1) + TimeSpan.FromMinutes(3));
        await Mirror.PublishAsync();

        (await CertifiedAsync(solvedAt, "historiesGone")).ShouldBe(("green", "0"));
        (await DifferencesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task One_of_two_comments_that_Zendesk_counted_does_not_prove_a_history_that_is_gone()
    {
        var ticket = AssignedTicket();
        var first = Comment(ticket, "We are at it.");
        Mirror.Zendesk.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = Comment(ticket, "Solved by tomorrow.");
        Mirror.Zendesk.Clock.Advance(TimeSpan.FromMinutes(1));
        Comment(ticket, "Or the day after.");
        await LoseAsync(ticket, first, second);
        Mirror.Zendesk.World.Apply(new DeleteTicket(ticket.Id));
        await Mirror.PublishAsync();
        (await CertifiedAsync(first, "historiesGone")).ShouldBe(("amber", "1"));

        await ReadEventsAgainAsync();
        await ForgetAsync(ticket, second, second);
        await Mirror.PublishAsync();

        await ShouldBeDoubtedUntilAllCameAsync(first);
    }

    [Fact]
    public async Task What_Zendesk_counted_of_a_ticket_is_heard_also_once_it_is_deleted()
    {
        var ticket = AssignedTicket();
        var said = CommentTwice(ticket);
        await Mirror.SettleAsync();
        Mirror.Zendesk.World.Apply(new DeleteTicket(ticket.Id));
        await LoseAsync(ticket, said);
        await Mirror.PublishAsync();

        await ShouldBeDoubtedUntilAllCameAsync(said);
    }

    [Fact]
    public async Task A_doubt_lasts_until_the_deletion_whenever_that_is_learned()
    {
        var ticket = AssignedTicket();
        var said = CommentTwice(ticket);
        await LoseAsync(ticket, said);
        Mirror.Zendesk.World.Apply(new DeleteTicket(ticket.Id));
        var deletedAt = Mirror.Zendesk.Clock.Seconds;
        await Mirror.RunAsync(budget => new ReadAudits(budget));
        await Mirror.RunAsync(budget => new PublishStatistics(budget));
        (await CertifiedAsync(said + 3_600, "historiesGone")).ShouldBe(("amber", "1"));

        Mirror.Zendesk.Clock.Advance(TimeSpan.FromHours(2));
        await Mirror.PublishAsync();

        (await CertifiedAsync(said + 3_600, "historiesGone")).ShouldBe(("amber", "1"));
        (await CertifiedAsync(deletedAt, "historiesGone")).ShouldBe(("amber", "1"));
        (await CertifiedAsync(deletedAt + 3_600, "historiesGone")).ShouldBe(("green", "0"));
    }

    [Fact]
    public async Task The_event_of_the_deletion_lifts_no_doubt_while_the_mirror_does_not_show_it()
    {
        var ticket = AssignedTicket();
        var said = CommentTwice(ticket);
        await LoseAsync(ticket, said);
        Mirror.Zendesk.World.Apply(new DeleteTicket(ticket.Id));
        await Mirror.RunAsync(budget => new ReadAudits(budget));
        Mirror.Zendesk.Clock.Advance(TimeSpan.FromMinutes(2));
        await Mirror.RunAsync(budget => new SyncEvents(budget));

        await Mirror.RunAsync(budget => new PublishStatistics(budget));

        await ShouldBeDoubtedUntilAllCameAsync(said);
    }

    [Fact]
    public async Task What_Zendesk_counted_before_a_state_without_figures_is_heard()
    {
        var ticket = AssignedTicket();
        var said = CommentTwice(ticket);
        await Mirror.SettleAsync();
        await Mirror.Platform.ExecuteAsync($"create table counted as select * from ticket_metric_sets where ticket_id = {ticket.Id}");
        Change(ticket, "pending");
        Mirror.Zendesk.Clock.Advance(TimeSpan.FromHours(1));
        await Mirror.SettleAsync();
        // As where that was told by a webhook, which has no figures.
        await Mirror.Platform.ExecuteAsync(
            $"delete from ticket_metric_sets where ticket_id = {ticket.Id}; insert into ticket_metric_sets table counted"
        );
        Mirror.Zendesk.World.Apply(new DeleteTicket(ticket.Id));
        await LoseAsync(ticket, said);
        await Mirror.PublishAsync();

        await ShouldBeDoubtedUntilAllCameAsync(said);
    }

    [Fact]
    public async Task The_history_of_a_ticket_that_was_restored_before_it_was_seen_deleted_is_read_after_all()
    {
        var ticket = AssignedTicket();
        var said = CommentTwice(ticket);
        await LoseAsync(ticket, said);
        Mirror.Zendesk.World.Apply(new DeleteTicket(ticket.Id));
        await Mirror.RunAsync(budget => new ReadAudits(budget));
        (await Mirror.Platform.ScalarAsync("select is_gone from ticket_audit_reads")).ShouldBe(true);
        Mirror.Zendesk.Clock.Advance(TimeSpan.FromMinutes(1));

        Mirror.Zendesk.World.Apply(new RestoreTicket(ticket.Id));
        Mirror.Zendesk.Clock.Advance(TimeSpan.FromHours(1) + TimeSpan.FromMinutes(3));
        await Mirror.PublishAsync();

        (await CertifiedAsync(said, "historiesGone")).ShouldBe(("green", "0"));
        (await DifferencesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_update_that_a_reading_of_the_history_has_settled_is_not_doubted_later()
    {
        var ticket = AssignedTicket();
        var said = CommentTwice(ticket);
        await LoseAsync(ticket, said);
        await Mirror.PublishAsync();
        Mirror.Zendesk.World.Apply(new DeleteTicket(ticket.Id));
        // An update without an event, as imports have them, and any reason to read the history once more.
        await Mirror.Platform.ExecuteAsync(
            $"insert into untold_updates values ({ticket.Id}, to_timestamp({said + 1})); update ticket_audit_reads set due_at = now()"
        );

        await Mirror.PublishAsync();

        (await Mirror.Platform.ScalarAsync("select is_gone from ticket_audit_reads")).ShouldBe(true);
        (await CertifiedAsync(said, "historiesGone")).ShouldBe(("green", "0"));
    }

    [Fact]
    public async Task An_event_that_is_lost_in_the_second_of_the_deletion_is_doubted()
    {
        var ticket = AssignedTicket();
        var said = Comment(ticket, "We are at it.");
        Mirror.Zendesk.World.Apply(new DeleteTicket(ticket.Id));
        // As a webhook had shown it between both, without figures.
        await Mirror.Platform.ExecuteAsync(
            $"update tickets set updated_at = to_timestamp({said}), version = version + 1 where zendesk_id = {ticket.Id}"
        );
        Mirror.Zendesk.Clock.Advance(TimeSpan.FromMinutes(1));
        // What is last is read again with the next page.
        Change(Mirror.Zendesk.World.Tickets.First(other => other.IsOpen && other.Id != ticket.Id), "pending");
        Mirror.Zendesk.Clock.Advance(TimeSpan.FromHours(1) + TimeSpan.FromMinutes(3));
        await Mirror.SettleAsync();
        await Mirror.Platform.ExecuteAsync("create table overwritten as table untold_updates");
        await Mirror.RunAsync(budget => new SyncEvents(budget));
        // As if its event had not been among them.
        await Mirror.Platform.ExecuteAsync(
            $"""
            delete from ticket_events where ticket_id = {ticket.Id} and at = to_timestamp({said}) and new_value is distinct from 'deleted';
            insert into untold_updates table overwritten on conflict do nothing
            """
        );
        await Mirror.PublishAsync();

        await ShouldBeDoubtedUntilAllCameAsync(said);
    }

    [Fact]
    public async Task The_history_of_a_ticket_that_was_never_seen_before_it_was_restored_is_read_after_all()
    {
        var ticket = AssignedTicket();
        var solvedAt = Change(ticket, "solved");
        Mirror.Zendesk.Clock.Advance(TimeSpan.FromMinutes(1));
        Change(ticket, "open");
        await Mirror.Platform.ExecuteAsync(
            $"""
            delete from ticket_metric_sets where ticket_id = {ticket.Id};
            delete from ticket_status_sightings where zendesk_id = {ticket.Id};
            delete from tickets where zendesk_id = {ticket.Id}
            """
        );
        Mirror.Zendesk.Clock.Advance(TimeSpan.FromMinutes(3));
        await Mirror.RunAsync(budget => new SyncEvents(budget));
        await ForgetAsync(ticket, solvedAt, solvedAt);
        await Mirror.RunAsync(budget => new PublishStatistics(budget));
        Mirror.Zendesk.World.Apply(new DeleteTicket(ticket.Id));
        await Mirror.RunAsync(budget => new ReadAudits(budget));
        (await Mirror.Platform.ScalarAsync("select is_gone from ticket_audit_reads")).ShouldBe(true);

        Mirror.Zendesk.World.Apply(new RestoreTicket(ticket.Id));
        Mirror.Zendesk.Clock.Advance(TimeSpan.FromHours(1) + TimeSpan.FromMinutes(3));
        await Mirror.RunAsync(budget => new SyncTickets(budget));
        (await Mirror.Platform.ScalarAsync("select count(*) from ticket_audit_reads where due_at is not null")).ShouldBe(1L);
        await Mirror.PublishAsync();

        (await CertifiedAsync(solvedAt, "historiesGone")).ShouldBe(("green", "0"));
        (await DifferencesAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    public async Task A_role_that_is_learned_late_lifts_the_doubt_of_what_its_user_said(int hoursLate)
    {
        var ticket = AssignedTicket();
        var said = CommentTwice(ticket);
        await Mirror.SettleAsync();
        Mirror.Zendesk.World.Apply(new DeleteTicket(ticket.Id));
        Mirror.Zendesk.Clock.Advance(TimeSpan.FromHours(1) + TimeSpan.FromMinutes(3));
        await Mirror.PublishAsync();
        (await CertifiedAsync(said, "historiesGone")).ShouldBe(("green", "0"));
        var agent = Mirror.Zendesk.World.Users[ticket.Assignee].Id;
        await Mirror.Platform.ExecuteAsync(
            $"""
            delete from zendesk_user_roles where user_id = {agent};
            delete from zendesk_users where id = {agent};
            insert into statistics_changes (ticket_id, since) values ({ticket.Id}, to_timestamp({said}))
            """
        );
        // The agent's other tickets disagree too, until their histories are read.
        for (var round = 0; round < 5; round++)
        {
            await Mirror.RunAsync(budget => new PublishStatistics(budget));
            await Mirror.RunAsync(budget => new ReadAudits(budget));
        }
        (await CertifiedAsync(said, "historiesGone")).ShouldBe(("amber", "1"));
        Mirror.Zendesk.Clock.Advance(TimeSpan.FromHours(hoursLate));
        Change(OpenTicket(), "pending");
        Mirror.Zendesk.Clock.Advance(TimeSpan.FromMinutes(2));
        await Mirror.RunAsync(budget => new SyncEvents(budget));

        await Mirror.Platform.ExecuteAsync(
            "update sync_streams set run = gen_random_uuid(), seq = 0, cursor = null, completed_at = null where name = 'users'"
        );
        await Mirror.RunAsync(budget => new SyncUsers(budget));
        await Mirror.PublishAsync();

        (await CertifiedAsync(said, "historiesGone")).ShouldBe(("green", "0"));
        (await DifferencesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_event_that_comes_once_a_history_is_gone_may_show_that_another_is_missing()
    {
        var (ticket, solvedAt) = await OverwriteUntoldAsync();
        await ReadEventsAgainAsync();
        Mirror.Zendesk.World.Apply(new DeleteTicket(ticket.Id));
        await Mirror.PublishAsync();
        (await CertifiedAsync(solvedAt, "historiesGone")).ShouldBe(("green", "0"));

        await ForgetAsync(ticket, solvedAt, uint.MaxValue);
        await ReadEventsAgainAsync();
        await ForgetAsync(ticket, solvedAt, solvedAt);
        await Mirror.PublishAsync();

        await ShouldBeDoubtedUntilAllCameAsync(solvedAt);
    }

    private async Task ShouldBeDoubtedUntilAllCameAsync(uint at)
    {
        (await CertifiedAsync(at, "historiesGone")).ShouldBe(("amber", "1"));
        await ReadEventsAgainAsync();
        await Mirror.PublishAsync();
        (await CertifiedAsync(at, "historiesGone")).ShouldBe(("green", "0"));
        (await DifferencesAsync()).ShouldBeEmpty();
    }

    /// <summary>Loses the solving of a ticket that was reopened and deleted since, and publishes its hours without it.</summary>
    private async Task<(Ticket Ticket, uint SolvedAt)> LoseWithItsTicketAsync()
    {
        var ticket = OpenTicket();
        var solvedAt = Change(ticket, "solved");
        Mirror.Zendesk.Clock.Advance(TimeSpan.FromMinutes(1));
        Change(ticket, "open");
        Mirror.Zendesk.Clock.Advance(TimeSpan.FromHours(1));
        Mirror.Zendesk.World.Apply(new DeleteTicket(ticket.Id));
        await LoseAsync(ticket, solvedAt);
        await Mirror.PublishAsync();
        (await CertifiedAsync(solvedAt, "historiesGone")).ShouldBe(("amber", "1"));
        return (ticket, solvedAt);
    }
}
