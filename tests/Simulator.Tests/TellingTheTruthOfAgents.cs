namespace TicketPlatform.Simulator.Tests;

/// <summary>A day of three agents whose scores were worked out by hand.</summary>
public sealed class TellingTheTruthOfAgents : IAsyncLifetime
{
    private static readonly uint Noon = (uint)new DateTimeOffset(2030, 1, 7, 12, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();

    private Zendesk zendesk = null!;

    private World World => zendesk.World;
    private User Customer => World.Users.All.First(user => !user.IsStaff);

    public async Task InitializeAsync()
    {
        zendesk = await Zendesk.StartAsync(new SimulatorOptions { Users = 3, Tickets = 0 });
        zendesk.Server.Clock.Set(new DateTimeOffset(2030, 1, 10, 0, 0, 0, TimeSpan.Zero));
    }

    public async Task DisposeAsync() => await zendesk.DisposeAsync();

    [Fact]
    public async Task Agents_have_the_scores_that_a_pencil_finds()
    {
        var staff = World.Users.All.Where(user => user is { IsStaff: true, Position: > 0 }).ToList();
        for (var i = 0; i < 6; i++)
            Solve(Create(staff[0]), staff[0], 3600);
        for (var i = 0; i < 5; i++)
            Solve(Create(staff[1]), staff[1], 1800);
        Share(staff);
        Exclude(staff);

        var truth = await zendesk.GetAsync("/_simulator/truth/agents?window=7d&asOf=2030-01-10T00:00:00Z");

        truth
            .GetRawText()
            .ShouldBe(
                $$"""
                {"window":"7d","asOf":"2030-01-10T00:00:00Z","agents":[
                {"agentId":{{staff[1].Id}},"name":"{{staff[
                    1
                ].Name}}","resolutions":5,"credits":5.333333333,"ownedSeconds":10000,"creditsPerHour":1.92,"handling":{"count":5,"sumSeconds":9000,"meanSeconds":1800,"medianSeconds":1800,"p90Seconds":1800},"rank":1,"eligible":true,"reason":null},
                {"agentId":{{staff[0].Id}},"name":"{{staff[
                    0
                ].Name}}","resolutions":6,"credits":6.333333334,"ownedSeconds":22600,"creditsPerHour":1.00885,"handling":{"count":6,"sumSeconds":21600,"meanSeconds":3600,"medianSeconds":3600,"p90Seconds":3600},"rank":2,"eligible":true,"reason":null},
                {"agentId":{{staff[2].Id}},"name":"{{staff[
                    2
                ].Name}}","resolutions":1,"credits":0.333333333,"ownedSeconds":1000,"creditsPerHour":1.2,"handling":{"count":1,"sumSeconds":1000,"meanSeconds":1000,"medianSeconds":1000,"p90Seconds":1000},"rank":null,"eligible":false,"reason":"tooFewCredits"}
                ],"winners":[{{staff[
                    1
                ].Id}}],"margin":0.91115,"unattributed":1,"excluded":{"merged":1,"proactive":1,"reopened":1},"reason":null,"definition":1}
                """.ReplaceLineEndings(
                    ""
                )
            );
    }

    [Fact]
    public async Task Without_work_nobody_wins()
    {
        var truth = await zendesk.GetAsync("/_simulator/truth/agents?window=24h&asOf=2030-01-10T00:00:00Z");

        truth
            .GetRawText()
            .ShouldBe(
                """{"window":"24h","asOf":"2030-01-10T00:00:00Z","agents":[],"winners":[],"margin":null,"unattributed":0,"excluded":{"merged":0,"proactive":0,"reopened":0},"reason":"nobodyEligible","definition":1}"""
            );
        await zendesk.GetAsync("/_simulator/truth/agents?window=1y&asOf=2030-01-10T00:00:00Z", HttpStatusCode.BadRequest);
    }

    // Three owned it equally long; the one billionth that is left over goes to the lowest id.
    private void Share(List<User> staff)
    {
        var shared = Create(staff[0]);
        Update(shared, 1000, new() { TicketId = shared.Id, AssigneeId = staff[1].Id });
        Update(shared, 2000, new() { TicketId = shared.Id, AssigneeId = staff[2].Id });
        Solve(shared, staff[2], 3000);
    }

    private void Exclude(List<User> staff)
    {
        Update(Create(null), 60, new() { TicketId = World.Tickets.Count, Status = "closed" });
        var merged = Create(staff[0]);
        World.Apply(new MergeTickets(1, [merged.Id]) { At = Noon + 60 });
        World.Apply(
            new CreateTicket
            {
                RequesterId = Customer.Id,
                SubmitterId = staff[2].Id,
                AssigneeId = staff[2].Id,
                Status = "solved",
                At = Noon,
            }
        );
        var reopened = Create(staff[0]);
        Solve(reopened, staff[0], 5);
        Update(reopened, 100_000, new() { TicketId = reopened.Id, Status = "open" });
        var deleted = Create(staff[0]);
        Solve(deleted, staff[0], 5);
        World.Apply(new DeleteTicket(deleted.Id) { At = Noon + 10 });
        // Not yet beyond the day in which a resolution may bounce.
        Solve(Create(staff[0]), staff[0], 36 * 3600);
    }

    private Ticket Create(User? assignee) =>
        World.Apply(
            new CreateTicket
            {
                RequesterId = Customer.Id,
                AssigneeId = assignee?.Id,
                At = Noon,
            }
        );

    private void Solve(Ticket ticket, User agent, uint seconds) =>
        Update(
            ticket,
            seconds,
            new()
            {
                TicketId = ticket.Id,
                ActorId = agent.Id,
                Status = "solved",
            }
        );

    private void Update(Ticket ticket, uint seconds, UpdateTicket change) =>
        World.Apply(change with { TicketId = ticket.Id, At = Noon + seconds });
}
