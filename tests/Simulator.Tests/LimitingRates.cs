namespace TicketPlatform.Simulator.Tests;

public sealed class LimitingRates : IAsyncLifetime
{
    private const string Export = "/api/v2/incremental/tickets/cursor?start_time=0";
    private Zendesk zendesk = null!;

    public async Task InitializeAsync() => zendesk = await Zendesk.StartAsync(new SimulatorOptions { Users = 5, Tickets = 5 });

    public async Task DisposeAsync() => await zendesk.DisposeAsync();

    [Fact]
    public async Task All_exports_share_ten_requests_a_minute()
    {
        foreach (var _ in Enumerable.Range(0, 9))
            await zendesk.GetAsync(Export);
        await zendesk.GetAsync("/api/v2/incremental/users?start_time=0");
        using var refused = await zendesk.AskAsync(HttpMethod.Get, Export);
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 60);
        (await refused.Content.ReadAsStringAsync()).ShouldBe(
            """{"error":"APIRateLimitExceeded","description":"Number of allowed incremental export API requests per minute exceeded"}"""
        );
        await zendesk.GetAsync("/api/v2/incremental/users/cursor?start_time=0");
        zendesk.Server.Clock.Advance(TimeSpan.FromSeconds(60));
        await zendesk.GetAsync(Export);
    }

    [Fact]
    public async Task Headers_tell_what_is_left()
    {
        using var response = await zendesk.AskAsync(HttpMethod.Get, Export);
        response.Headers.GetValues("zendesk-ratelimit-incremental-exports").Single().ShouldStartWith("total=10; remaining=9; resets=");
        response.Headers.GetValues("x-rate-limit").Single().ShouldBe("2500");
        response.Headers.GetValues("ratelimit-remaining").Single().ShouldBe("2499");
    }

    [Fact]
    public async Task One_ticket_can_be_updated_thirty_times_in_ten_minutes()
    {
        var ticket = zendesk.World.Apply(new CreateTicket { RequesterEmail = "ada@customer.example" });
        foreach (var i in Enumerable.Range(0, 30))
            await zendesk.SendAsync(HttpMethod.Put, $"/api/v2/tickets/{ticket.Id}", $$$"""{"ticket":{"subject":"{{{i}}}"}}""");
        await zendesk.SendAsync(
            HttpMethod.Put,
            $"/api/v2/tickets/{ticket.Id}",
            """{"ticket":{"subject":"x"}}""",
            HttpStatusCode.TooManyRequests
        );
    }

    [Fact]
    public async Task Limits_can_be_switched_off()
    {
        await zendesk.SendAsync(HttpMethod.Put, "/_simulator/limits", """{"enabled":false}""");
        foreach (var _ in Enumerable.Range(0, 12))
            await zendesk.GetAsync(Export);
    }
}
