namespace TicketPlatform.Simulator.Tests;

/// <summary>A morning whose figures were worked out by hand.</summary>
public sealed class TellingTheTruthOfHours : IAsyncLifetime
{
    private const string Nothing = """{"count":0,"sumSeconds":0,"meanSeconds":null,"medianSeconds":null,"p90Seconds":null}""";

    private Zendesk zendesk = null!;

    private World World => zendesk.World;
    private User Customer => World.Users.All.First(user => !user.IsStaff);

    public async Task InitializeAsync()
    {
        zendesk = await Zendesk.StartAsync(new SimulatorOptions { Users = 3, Tickets = 0 });
        zendesk.Server.Clock.Set(new DateTimeOffset(2030, 1, 7, 12, 10, 0, TimeSpan.Zero));
        LiveTheMorning();
    }

    public async Task DisposeAsync() => await zendesk.DisposeAsync();

    [Theory]
    [InlineData(
        8,
        $$$"""{"created":3,"resolutionEvents":1,"resolved":1,"reopened":0,"firstResolution":{{{Nothing}}},"fullResolution":{{{Nothing}}},"firstReply":{"count":1,"sumSeconds":600,"meanSeconds":600,"medianSeconds":600,"p90Seconds":600},"requesterWait":{{{Nothing}}},"agentWait":{{{Nothing}}},"onHold":{{{Nothing}}},"oneTouch":0,"zeroTouch":1,"backlog":{"new":1,"open":1,"pending":0,"hold":0,"oldestAgeSeconds":3600}}"""
    )]
    [InlineData(
        9,
        $$$"""{"created":1,"resolutionEvents":2,"resolved":2,"reopened":0,"firstResolution":{"count":2,"sumSeconds":7201,"meanSeconds":3600.5,"medianSeconds":3600,"p90Seconds":3601},"fullResolution":{"count":2,"sumSeconds":7201,"meanSeconds":3600.5,"medianSeconds":3600,"p90Seconds":3601},"firstReply":{{{Nothing}}},"requesterWait":{"count":2,"sumSeconds":5401,"meanSeconds":2700.5,"medianSeconds":1800,"p90Seconds":3601},"agentWait":{"count":2,"sumSeconds":1800,"meanSeconds":900,"medianSeconds":0,"p90Seconds":1800},"onHold":{"count":2,"sumSeconds":601,"meanSeconds":300.5,"medianSeconds":0,"p90Seconds":601},"oneTouch":0,"zeroTouch":1,"backlog":{"new":1,"open":0,"pending":0,"hold":0,"oldestAgeSeconds":2700}}"""
    )]
    [InlineData(
        10,
        $$$"""{"created":0,"resolutionEvents":0,"resolved":0,"reopened":1,"firstResolution":{{{Nothing}}},"fullResolution":{{{Nothing}}},"firstReply":{{{Nothing}}},"requesterWait":{{{Nothing}}},"agentWait":{{{Nothing}}},"onHold":{{{Nothing}}},"oneTouch":0,"zeroTouch":0,"backlog":{"new":1,"open":1,"pending":0,"hold":0,"oldestAgeSeconds":10800}}"""
    )]
    [InlineData(
        11,
        $$$"""{"created":0,"resolutionEvents":1,"resolved":1,"reopened":0,"firstResolution":{{{Nothing}}},"fullResolution":{"count":1,"sumSeconds":12000,"meanSeconds":12000,"medianSeconds":12000,"p90Seconds":12000},"firstReply":{{{Nothing}}},"requesterWait":{"count":1,"sumSeconds":5700,"meanSeconds":5700,"medianSeconds":5700,"p90Seconds":5700},"agentWait":{"count":1,"sumSeconds":1800,"meanSeconds":1800,"medianSeconds":1800,"p90Seconds":1800},"onHold":{"count":1,"sumSeconds":0,"meanSeconds":0,"medianSeconds":0,"p90Seconds":0},"oneTouch":0,"zeroTouch":0,"backlog":{"new":1,"open":0,"pending":0,"hold":0,"oldestAgeSeconds":9600}}"""
    )]
    public async Task An_hour_has_the_figures_that_a_pencil_finds(int hour, string figures)
    {
        var hours = (await zendesk.GetAsync("/_simulator/truth/hourly")).GetProperty("hours").EnumerateArray().ToList();

        hours.Count.ShouldBe(4);
        hours[hour - 8].GetProperty("hour").GetString().ShouldBe($"2030-01-07T{hour:00}:00:00Z");
        hours[hour - 8].GetProperty("figures").GetRawText().ShouldBe(figures);
    }

    [Fact]
    public async Task Hours_can_be_asked_for_by_their_span_and_only_ended_ones_are_told()
    {
        (await HoursAsync("from=2030-01-07T09:00:00Z&to=2030-01-07T11:00:00Z")).ShouldBe(["2030-01-07T09:00:00Z", "2030-01-07T10:00:00Z"]);
        (await HoursAsync("from=2030-01-07T11:00:00Z&to=2030-01-08T00:00:00Z")).ShouldBe(["2030-01-07T11:00:00Z"]);
    }

    private async Task<string[]> HoursAsync(string span) =>
        [
            .. (await zendesk.GetAsync($"/_simulator/truth/hourly?{span}"))
                .GetProperty("hours")
                .EnumerateArray()
                .Select(hour => hour.GetProperty("hour").GetString()!),
        ];

    private void LiveTheMorning()
    {
        var staff = World.Users.All.Where(user => user is { IsStaff: true, Position: > 0 }).ToList();
        World.Apply(
            new UpdateUser
            {
                UserId = staff[2].Id,
                Role = "end-user",
                At = Clock(8, 5),
            }
        );
        // Answered, waited for, solved on the stroke of nine, reopened, and solved by who took it over in the same update.
        var first = Create(Clock(8, 0));
        Update(first, Clock(8, 10), staff[0], "pending", staff[0], "Which one?");
        Update(first, Clock(8, 40), Customer, null, null, "The red one.");
        Update(first, Clock(9, 0), staff[0], "solved", null, "Done.");
        Update(first, Clock(10, 15), Customer, null, null, "No.");
        Update(first, Clock(11, 20), staff[1], "solved", staff[1], "Now.");
        // Closed straight by an automation; whoever commented was no agent any more.
        var second = Create(Clock(8, 30));
        Update(second, Clock(8, 35), staff[2], null, null, "I used to work here.");
        Update(second, Clock(9, 20) - 1, staff[0], "hold", null, null);
        Update(second, Clock(9, 30), null, "open", null, null);
        Update(second, Clock(9, 30) + 1, null, "closed", null, null);
        World.Apply(
            new CreateTicket
            {
                RequesterId = Customer.Id,
                SubmitterId = staff[1].Id,
                AssigneeId = staff[1].Id,
                Status = "solved",
                At = Clock(8, 45),
            }
        );
        var merged = Create(Clock(9, 15));
        World.Apply(new MergeTickets(first.Id, [merged.Id]) { At = Clock(10, 30) });
        var binned = Create(Clock(9, 20));
        World.Apply(new DeleteTicket(binned.Id) { At = Clock(9, 50) });
        World.Apply(new RestoreTicket(binned.Id) { At = Clock(10, 5) });
    }

    private Ticket Create(uint at) => World.Apply(new CreateTicket { RequesterId = Customer.Id, At = at });

    private void Update(Ticket ticket, uint at, User? actor, string? status, User? assignee, string? comment) =>
        World.Apply(
            new UpdateTicket
            {
                TicketId = ticket.Id,
                ActorId = actor?.Id ?? TicketEvent.Automation,
                Status = status,
                AssigneeId = assignee?.Id,
                Comment = comment is null ? null : new TicketComment(comment, Public: true),
                At = at,
            }
        );

    private static uint Clock(int hour, int minute) =>
        (uint)new DateTimeOffset(2030, 1, 7, hour, minute, 0, TimeSpan.Zero).ToUnixTimeSeconds();
}
