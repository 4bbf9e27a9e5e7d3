using TicketPlatform.Application.Tickets;
using TicketPlatform.Application.Users;
using TicketPlatform.Domain.Tickets;
using TicketPlatform.Testing;

namespace TicketPlatform.Integration.Tests.Tickets;

public sealed class StoringTickets : IAsyncLifetime
{
    private static readonly Guid Ada = Guid.Parse("0b7e1f00-0000-4000-8000-000000000001");
    private Platform _platform = null!;

    public async Task InitializeAsync()
    {
        _platform = await Platform.StartAsync();
        await _platform.SendAsync(new PutUser(Ada, "ada@example.com"));
        await _platform.SendAsync(new ApplyZendeskUsers([Observed.User(501, "Ada@Example.com")]));
    }

    public async Task DisposeAsync() => await _platform.DisposeAsync();

    [Fact]
    public async Task A_ticket_is_shown_to_the_user_whose_address_its_requester_has()
    {
        await ApplyAsync(Observed.Export(42));

        var (tickets, summary) = await ReadAsync();

        tickets.ShouldHaveSingleItem().Id.ShouldBe(42);
        summary.Open.ShouldBe(1);
    }

    [Fact]
    public async Task A_snapshot_that_arrives_late_does_not_reopen_a_solved_ticket()
    {
        var solved = Observed.Printer with { Status = TicketStatus.Solved, UpdatedAt = Observed.Noon.AddSeconds(1) };
        await ApplyAsync(Observed.Export(42, solved));
        await ApplyAsync(Observed.Export(42));

        var (tickets, _) = await ReadAsync(status: "all");

        tickets.ShouldHaveSingleItem().Status.ShouldBe("solved");
    }

    private Task<TicketsApplied> ApplyAsync(params TicketObservation[] seen) => _platform.SendAsync(new ApplyTicketObservations(seen));

    private async Task<(IReadOnlyList<UserTicket> Tickets, TicketSummary Summary)> ReadAsync(string? status = null)
    {
        var query = new GetUserTickets(Ada, new Reader(Ada, false), status, null, null, null, 25, null, null);
        var body = (await _platform.SendAsync(query)).Value.Body;
        return (body.Tickets, body.Summary);
    }
}
