using TicketPlatform.Application.Operations;
using TicketPlatform.Application.Synchronization;
using TicketPlatform.Integration.Tests.Synchronization;
using TicketPlatform.ZendeskSimulator.Account;

namespace TicketPlatform.Integration.Tests.Reconciliation;

public sealed class CountingLateRows : IAsyncLifetime
{
    private Mirror _mirror = null!;

    private World World => _mirror.Zendesk.World;

    public async Task InitializeAsync()
    {
        _mirror = await Mirror.StartAsync(users: 20, tickets: 80);
        await _mirror.SettleAsync();
    }

    public async Task DisposeAsync() => await _mirror.DisposeAsync();

    [Fact]
    public async Task A_row_that_the_cursor_passed_and_an_overlap_pass_brings_came_late()
    {
        var newest = World.Tickets.MaxBy(ticket => ticket.GeneratedAt)!;
        await _mirror.Platform.ExecuteAsync(
            $"delete from ticket_status_sightings where zendesk_id = {newest.Id}; delete from tickets where zendesk_id = {newest.Id}"
        );

        await OverlapAsync();

        (await LateRowsAsync()).ShouldBe(1);
        (await _mirror.DifferencesAsync()).ShouldBeEmpty();
        (await _mirror.Platform.ScalarAsync("select stream || rows from late_rows")).ShouldBe("tickets-overlap-5m1");
    }

    [Fact]
    public async Task A_pass_that_is_faster_than_the_cursor_brings_nothing_late()
    {
        var ticket = World.Tickets.First(ticket => ticket.IsOpen);
        World.Apply(new UpdateTicket { TicketId = ticket.Id, Status = "solved" });

        await OverlapAsync();

        (await LateRowsAsync()).ShouldBe(0);
        (await _mirror.DifferencesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_repeats_is_not_late()
    {
        await OverlapAsync();

        (await LateRowsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Late_rows_are_told_for_thirty_days()
    {
        await A_row_that_the_cursor_passed_and_an_overlap_pass_brings_came_late();

        _mirror.Zendesk.Clock.Advance(TimeSpan.FromDays(31));

        (await LateRowsAsync()).ShouldBe(0);
    }

    private async Task OverlapAsync()
    {
        _mirror.Zendesk.Clock.Advance(TimeSpan.FromMinutes(6));
        (await _mirror.RunAsync(budget => new OverlapTickets(budget))).ShouldBeTrue();
    }

    private async Task<long> LateRowsAsync() => (await _mirror.Platform.SendAsync(new GetStatus())).Reconciliation.LateRows;
}
