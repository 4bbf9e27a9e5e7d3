using TicketPlatform.Application.Alerts;
using TicketPlatform.Application.Tickets;
using TicketPlatform.Application.Users;
using TicketPlatform.Domain.Tickets;
using TicketPlatform.Testing;

namespace TicketPlatform.Integration.Tests.Alerts;

/// <summary>Every way in which a user can come to have too many open tickets, and to have fewer again.</summary>
public sealed class OpeningAlerts(AlertedPlatform platform) : IClassFixture<AlertedPlatform>
{
    [Fact]
    public async Task A_fourth_ticket_opens_one_and_tells_of_it_once()
    {
        var ada = await platform.PersonAsync();
        var tickets = await platform.TicketsAsync(ada, 3);
        (await platform.AlertsAsync(ada)).ShouldBeEmpty();

        var fourth = await platform.TicketsAsync(ada, 1);

        var alert = await platform.AlertAsync(ada);
        alert.User.ShouldBe(new AlertUser(ada.Id, ada.Email));
        alert.OpenedAt.ShouldBe(platform.Time.GetUtcNow());
        alert.OpenTickets.ShouldBe(4);
        alert.Evidence.ShouldBe([.. tickets, .. fourth]);
        (alert.Cause, alert.CausedBy.Single()).ShouldBe(("ticket", fourth[0]));
        (await platform.ToldAsync(alert.Id)).ShouldBe(["alert.opened"]);
    }

    [Fact]
    public async Task Every_unsolved_status_counts_and_no_other()
    {
        var ada = await platform.PersonAsync();
        foreach (var status in new[] { "solved", "closed", "deleted", "new", "open", "pending" })
            await platform.TicketsAsync(ada, 1, TicketStatus.Parse(status));
        (await platform.AlertsAsync(ada)).ShouldBeEmpty();

        await platform.TicketsAsync(ada, 1, TicketStatus.Hold);

        (await platform.AlertAsync(ada)).OpenTickets.ShouldBe(4);
    }

    [Fact]
    public async Task A_reopened_ticket_counts()
    {
        var ada = await platform.PersonAsync();
        await platform.TicketsAsync(ada, 3);
        var solved = await platform.TicketsAsync(ada, 1, TicketStatus.Solved);

        await platform.ObserveAsync(solved[0], ada, TicketStatus.Open);

        (await platform.AlertAsync(ada)).CausedBy.ShouldBe(solved);
    }

    [Fact]
    public async Task A_ticket_of_which_the_requester_changed_counts_for_the_new_one()
    {
        var (ada, eve) = (await platform.PersonAsync(), await platform.PersonAsync());
        await platform.TicketsAsync(ada, 3);
        var tickets = await platform.TicketsAsync(eve, 4);

        await platform.ObserveAsync(tickets[0], ada, TicketStatus.Open);

        (await platform.AlertAsync(ada)).Evidence.ShouldContain(tickets[0]);
        (await platform.AlertAsync(eve)).BelowSince.ShouldBe(platform.Time.GetUtcNow());
    }

    [Fact]
    public async Task Merged_users_have_their_tickets_together()
    {
        var (ada, doublet) = (await platform.PersonAsync(), await platform.PersonAsync(isUser: false));
        await platform.TicketsAsync(ada, 2);
        var tickets = await platform.TicketsAsync(doublet, 2);

        await platform.SendAsync(
            new ApplyZendeskUsers([Observed.User(doublet.Requester, null, platform.Time.GetUtcNow(), isActive: false)])
        );
        foreach (var ticket in tickets)
            await platform.ObserveAsync(ticket, ada, TicketStatus.Open);

        (await platform.AlertAsync(ada)).OpenTickets.ShouldBe(4);
    }

    [Fact]
    public async Task An_address_changed_in_Zendesk_brings_its_tickets()
    {
        var (ada, stranger) = (await platform.PersonAsync(), await platform.PersonAsync(isUser: false));
        await platform.SendAsync(new ApplyZendeskUsers([Observed.User(ada.Requester, "else@example.com", platform.Time.GetUtcNow())]));
        var tickets = await platform.TicketsAsync(stranger, 4);

        await platform.SendAsync(new ApplyZendeskUsers([Observed.User(stranger.Requester, ada.Email, platform.Time.GetUtcNow())]));

        var alert = await platform.AlertAsync(ada);
        alert.Evidence.ShouldBe(tickets);
        alert.Cause.ShouldBe("matching");
    }

    [Fact]
    public async Task An_address_changed_here_brings_one_persons_tickets_and_takes_anothers()
    {
        var (ada, stranger) = (await platform.PersonAsync(), await platform.PersonAsync(isUser: false));
        await platform.TicketsAsync(ada, 5);
        var tickets = await platform.TicketsAsync(stranger, 6);
        var before = await platform.AlertAsync(ada);

        await platform.SendAsync(new PutUser(ada.Id, stranger.Email));

        var after = await platform.AlertAsync(ada);
        after.Id.ShouldBe(before.Id, "there was no moment without too many");
        after.Evidence.ShouldBe(tickets);
    }

    [Fact]
    public async Task A_user_created_after_their_tickets_has_an_alert_at_once()
    {
        var ada = await platform.PersonAsync(isUser: false);
        var tickets = await platform.TicketsAsync(ada, 4);

        await platform.SendAsync(new PutUser(ada.Id, ada.Email));

        (await platform.AlertAsync(ada)).Evidence.ShouldBe(tickets);
    }

    [Fact]
    public async Task A_deleted_ticket_does_not_count_until_it_is_restored()
    {
        var ada = await platform.PersonAsync();
        var tickets = await platform.TicketsAsync(ada, 4);

        await platform.ObserveAsync(tickets[0], ada, TicketStatus.Deleted);
        (await platform.AlertAsync(ada)).OpenTickets.ShouldBe(3);
        await platform.PassAsync(TimeSpan.FromMinutes(3));
        await platform.ObserveAsync(tickets[0], ada, TicketStatus.Open);

        (await platform.AlertsAsync(ada)).Select(alert => alert.State).ShouldBe(["open", "closed"]);
    }

    [Fact]
    public async Task What_the_user_cannot_see_does_not_count()
    {
        var ada = await platform.PersonAsync();
        var tickets = await platform.TicketsAsync(ada, 3);
        await platform.ObserveAsync(tickets[2] + 1_000_000, ada, TicketStatus.Open, isPublic: false);
        (await platform.AlertsAsync(ada)).ShouldBeEmpty();

        await platform.ObserveAsync(tickets[2] + 1_000_000, ada, TicketStatus.Open);

        (await platform.AlertAsync(ada)).OpenTickets.ShouldBe(4);
    }

    [Fact]
    public async Task The_first_synchronisation_counts_too()
    {
        var ada = await platform.PersonAsync();
        for (var ticket = 7_001; ticket <= 7_004; ticket++)
            await platform.ObserveAsync(ticket, ada, TicketStatus.Open, fills: true);

        (await platform.AlertAsync(ada)).Evidence.ShouldBe([7_001, 7_002, 7_003, 7_004]);
    }

    [Fact]
    public async Task A_limit_of_ones_own_decides_at_once()
    {
        var ada = await platform.PersonAsync();
        await platform.TicketsAsync(ada, 2);

        (await platform.SendAsync(new PutAlertLimit(ada.Id, 1))).Value.ShouldBe(new AlertLimit(1, IsOwn: true));
        (await platform.AlertAsync(ada)).Cause.ShouldBe("limit");

        (await platform.SendAsync(new PutAlertLimit(ada.Id, null))).Value.ShouldBe(new AlertLimit(3, IsOwn: false));
        (await platform.AlertAsync(ada)).BelowSince.ShouldBe(platform.Time.GetUtcNow());
    }

    [Fact]
    public async Task Repeating_everything_changes_nothing()
    {
        var ada = await platform.PersonAsync();
        var content = Observed.Printer with { RequesterId = ada.Requester };
        var page = new ApplyTicketObservations([.. Enumerable.Range(8_001, 5).Select(id => Observed.Export(id, content))]);
        await platform.SendAsync(page);
        var before = await platform.AlertAsync(ada);

        await platform.SendAsync(page);
        await platform.SendAsync(new PutUser(ada.Id, ada.Email));
        await platform.SendAsync(new ApplyZendeskUsers([Observed.User(ada.Requester, ada.Email)]));

        (await platform.KindsAsync(before.Id)).ShouldBe(["opened"]);
        (await platform.ToldAsync(before.Id)).ShouldBe(["alert.opened"]);
    }

    [Fact]
    public async Task Two_nodes_at_once_open_one_each()
    {
        var people = new List<Person>();
        for (var i = 0; i < 15; i++)
            people.Add(await platform.PersonAsync());
        await using var other = platform.Platform.StartNode(new Uri("http://127.0.0.1:9"), platform.Time);
        Platform[] nodes = [platform.Platform, other];

        await Task.WhenAll(
            from ticket in Enumerable.Range(0, 6)
            select nodes[ticket % 2]
                .SendAsync(
                    new ApplyTicketObservations([
                        .. people.Select((person, i) => Observed.Export(9_000 + 10 * i + ticket, Content(person))).Reverse(),
                    ])
                )
        );

        foreach (var person in people)
        {
            var alert = (await platform.AlertsAsync(person)).ShouldHaveSingleItem();
            (alert.OpenTickets, alert.Peak, alert.Evidence.Count).ShouldBe((6, 6, 6));
            (await platform.ToldAsync(alert.Id)).ShouldBe(["alert.opened"]);
        }
        TicketContent Content(Person person) => Observed.Printer with { RequesterId = person.Requester };
    }
}
