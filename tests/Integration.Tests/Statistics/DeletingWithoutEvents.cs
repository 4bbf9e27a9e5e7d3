using TicketPlatform.Integration.Tests.Synchronization;
using TicketPlatform.Testing;
using TicketPlatform.ZendeskSimulator.Account;

namespace TicketPlatform.Integration.Tests.Statistics;

/// <summary>Where Zendesk's events do not tell of deletions, what the mirror saw of them does.</summary>
public sealed class DeletingWithoutEvents : IAsyncLifetime
{
    private Mirror _mirror = null!;

    public async Task InitializeAsync() => _mirror = await Mirror.StartAsync(users: 10, tickets: 0, deletionEvents: false);

    public async Task DisposeAsync() => await _mirror.DisposeAsync();

    [Fact]
    public async Task A_restored_ticket_counts_nowhere_while_it_was_deleted_and_no_hour_is_told_anew()
    {
        var world = _mirror.Zendesk.World;
        var open = world.Apply(new CreateTicket { RequesterEmail = "away@customer.test" });
        var solved = world.Apply(new CreateTicket { RequesterEmail = "away@customer.test" });
        await LiveAsync(hours: 2);
        world.Apply(new UpdateTicket { TicketId = solved.Id, Status = "solved" });
        await LiveAsync(hours: 1);

        foreach (var ticket in (Ticket[])[open, solved])
            world.Apply(new DeleteTicket(ticket.Id));
        await LiveAsync(hours: 3);
        foreach (var ticket in (Ticket[])[open, solved])
            world.Apply(new RestoreTicket(ticket.Id));
        await LiveAsync(hours: 2);
        world.Apply(new UpdateTicket { TicketId = open.Id, Status = "solved" });
        world.Apply(new DeleteTicket(solved.Id));
        await LiveAsync(hours: 2);

        (await _mirror.Platform.ScalarAsync("select count(*) from ticket_events where new_value = 'deleted'")).ShouldBe(0L);
        (await FigureComparison.DifferencesAsync(_mirror.Platform.Database.ConnectionString, _mirror.Zendesk.BaseAddress)).ShouldBeEmpty();
        (await CertificateComparison.DifferencesAsync(_mirror.Platform.Database.ConnectionString)).ShouldBeEmpty();
        (await _mirror.Platform.ScalarAsync("select count(*) from statistics_hours where version > 1")).ShouldBe(0L);
        (
            await _mirror.Platform.ScalarAsync(
                $"select string_agg((restored_at is null)::text, ',' order by deleted_at) from ticket_deletions where ticket_id = {solved.Id}"
            )
        ).ShouldBe("false,true");
    }

    [Fact]
    public async Task Who_is_changed_before_it_is_seen_again_loses_no_resolution()
    {
        var world = _mirror.Zendesk.World;
        var ticket = world.Apply(new CreateTicket { RequesterEmail = "away@customer.test" });
        await LiveAsync(hours: 1);
        world.Apply(new DeleteTicket(ticket.Id));
        await _mirror.SettleAsync();

        world.Apply(new RestoreTicket(ticket.Id));
        world.Apply(new UpdateTicket { TicketId = ticket.Id, Status = "solved" });
        _mirror.Zendesk.Clock.Advance(TimeSpan.FromMinutes(5));
        world.Apply(new UpdateTicket { TicketId = ticket.Id, Comment = new TicketComment("Thank you.", Public: true) });
        await LiveAsync(hours: 2);

        (await _mirror.Platform.ScalarAsync("select restored_at > deleted_at + interval '5 minutes' from ticket_deletions")).ShouldBe(true);
        (await FigureComparison.DifferencesAsync(_mirror.Platform.Database.ConnectionString, _mirror.Zendesk.BaseAddress)).ShouldBeEmpty();
    }

    private async Task LiveAsync(int hours)
    {
        for (var hour = 0; hour < hours; hour++)
        {
            _mirror.Zendesk.Clock.Advance(TimeSpan.FromHours(1));
            await _mirror.PublishAsync();
        }
    }
}
