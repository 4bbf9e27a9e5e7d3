using Npgsql;
using TicketPlatform.Application.Jobs;
using TicketPlatform.Application.Synchronization;
using TicketPlatform.Application.Webhooks;
using TicketPlatform.Integration.Tests.Synchronization;
using TicketPlatform.ZendeskSimulator.Account;
using TicketPlatform.ZendeskSimulator.Faults;

namespace TicketPlatform.Integration.Tests.Webhooks;

/// <summary>What events only name is asked of Zendesk; the simulated account pushes nothing by itself here.</summary>
public sealed class FollowingHints : IAsyncLifetime
{
    private Mirror _mirror = null!;
    private Ticket _ticket = null!;

    private World World => _mirror.Zendesk.World;

    public async Task InitializeAsync()
    {
        _mirror = await Mirror.StartAsync(users: 10, tickets: 20);
        await _mirror.SettleAsync();
        _ticket = World.Tickets.First(ticket => ticket.IsOpen);
    }

    public async Task DisposeAsync() => await _mirror.DisposeAsync();

    [Fact]
    public async Task A_ticket_that_a_trigger_names_is_read_at_once_and_one_that_does_not_exist_does_no_harm()
    {
        World.Apply(new UpdateTicket { TicketId = _ticket.Id, Status = "hold" });
        await KeepAsync("trigger", _ticket.Id);
        await KeepAsync("trigger", 999_999);

        await ApplyAsync();

        (await StatusAsync()).ShouldBe("hold");
        (await ScalarAsync("select count(*) from webhook_inbox where outcome = 'applied'")).ShouldBe(2L);
    }

    [Fact]
    public async Task While_Zendesk_is_down_a_hint_stays_and_is_not_blamed()
    {
        World.Apply(new UpdateTicket { TicketId = _ticket.Id, Status = "hold" });
        await KeepAsync("trigger", _ticket.Id);
        _mirror.Zendesk.Faults = new FaultSettings { Down = true };

        await ApplyAsync();
        (await ScalarAsync("select due_at is not null and attempts = 0 from webhook_inbox")).ShouldBe(true);

        _mirror.Zendesk.Faults = new FaultSettings();
        _mirror.Zendesk.Clock.Advance(TimeSpan.FromSeconds(30));
        await ApplyAsync();
        (await StatusAsync()).ShouldBe("hold");
    }

    [Fact]
    public async Task A_user_that_an_event_names_is_read_with_the_verified_addresses_that_no_event_tells()
    {
        var owner = await _mirror.ProvisionAsync("further@example.com");
        var requester = World.Users[_ticket.Requester];
        World.Apply(new AddIdentity(requester.Id, "further@example.com", Verified: true));
        await KeepAsync("zen:event-type:user.identity_created", requester.Id);

        await ApplyAsync();
        await _mirror.RunAsync(budget => new ReadUsers(budget));

        (await ScalarAsync($"select user_id from tickets where zendesk_id = {_ticket.Id}")).ShouldBe(owner);
        (await ScalarAsync("select count(*) from zendesk_users where read_due_at is not null")).ShouldBe(0L);
    }

    private Task<SliceOutcome> ApplyAsync() => _mirror.Platform.SendAsync(new ApplyInbox(new SliceBudget(_mirror.Zendesk.Clock)));

    private Task<object?> KeepAsync(string type, long subject) =>
        ScalarAsync(
            $$"""
            insert into webhook_inbox (event_id, type, subject_id, body, received_at, due_at)
            values (gen_random_uuid()::text, '{{type}}', {{subject}}, '{"id":"{{subject}}"}', '2020-01-01Z', '2020-01-01Z')
            """
        );

    private Task<object?> StatusAsync() => ScalarAsync($"select status from tickets where zendesk_id = {_ticket.Id}");

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var database = NpgsqlDataSource.Create(_mirror.Platform.Database.ConnectionString);
        return await database.CreateCommand(sql).ExecuteScalarAsync();
    }
}
