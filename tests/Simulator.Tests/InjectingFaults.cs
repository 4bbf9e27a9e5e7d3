namespace TicketPlatform.Simulator.Tests;

public sealed class InjectingFaults : IAsyncLifetime
{
    private Zendesk zendesk = null!;

    public async Task InitializeAsync() => zendesk = await Zendesk.StartAsync();

    public async Task DisposeAsync() => await zendesk.DisposeAsync();

    [Fact]
    public async Task The_same_seed_brings_the_same_faults()
    {
        var settings = new FaultSettings
        {
            Seed = 5,
            ErrorRate = 0.3,
            RateLimitRate = 0.1,
            ResetRate = 0.1,
            TruncateRate = 0.1,
        };
        var first = await FatesAsync(settings);
        (await FatesAsync(settings)).ShouldBe(first);
        (await FatesAsync(settings with { Seed = 6 })).ShouldNotBe(first);
        first.Distinct().Count().ShouldBeGreaterThan(3);
    }

    [Fact]
    public async Task Errors_come_before_and_after_the_effect()
    {
        zendesk.Server.Faults = new FaultSettings { Seed = 3, ErrorRate = 1 };
        var statuses = new HashSet<int>();
        foreach (var _ in Enumerable.Range(0, 30))
        {
            using var response = await zendesk.AskAsync(HttpMethod.Post, "/api/v2/tickets", """{"ticket":{"comment":{"body":"x"}}}""");
            statuses.Add((int)response.StatusCode);
        }
        statuses.Order().ShouldBe([500, 502, 503, 504]);
        zendesk.World.Tickets.Count.ShouldBeInRange(65, 85);
    }

    [Fact]
    public async Task A_truncated_answer_is_half_a_body()
    {
        zendesk.Server.Faults = new FaultSettings { TruncateRate = 1 };
        foreach (var _ in Enumerable.Range(0, 10))
            await Should.ThrowAsync<Exception>(async () =>
                JsonDocument.Parse(await zendesk.Http.GetStringAsync(new Uri("/api/v2/tickets", UriKind.Relative)))
            );
    }

    [Fact]
    public async Task A_repeating_export_page_starts_with_rows_of_the_page_before()
    {
        zendesk.Server.Faults = new FaultSettings { RepeatRate = 1 };
        var rows = (await zendesk.ExportAsync("per_page=20")).Select(row => row.GetProperty("id").GetInt64()).ToList();
        rows.Count.ShouldBeGreaterThan(60);
        rows.Distinct().Count().ShouldBe(60);
    }

    [Fact]
    public async Task Refused_credentials_and_a_dead_server_leave_the_control_alone()
    {
        await zendesk.SendAsync(HttpMethod.Put, "/_simulator/faults", """{"refuseCredentials":true}""");
        await zendesk.GetAsync("/api/v2/users/me", HttpStatusCode.Unauthorized);
        await zendesk.SendAsync(HttpMethod.Put, "/_simulator/faults", """{"down":true}""");
        await Should.ThrowAsync<HttpRequestException>(() => zendesk.Http.GetStringAsync(new Uri("/api/v2/tickets", UriKind.Relative)));
        (await zendesk.GetAsync("/_simulator/faults")).GetProperty("down").GetBoolean().ShouldBeTrue();
        await zendesk.SendAsync(HttpMethod.Put, "/_simulator/faults", "{}");
        await zendesk.GetAsync("/api/v2/tickets");
    }

    [Fact]
    public async Task Expired_cursors_are_refused_and_those_issued_since_work()
    {
        var before = Uri.EscapeDataString(
            (await zendesk.GetAsync("/api/v2/incremental/tickets/cursor?start_time=0&per_page=5")).GetProperty("after_cursor").GetString()!
        );
        await zendesk.SendAsync(HttpMethod.Put, "/_simulator/faults", """{"expireCursors":true}""");
        await zendesk.GetAsync($"/api/v2/incremental/tickets/cursor?cursor={before}", HttpStatusCode.BadRequest);
        (await zendesk.ExportAsync()).Count.ShouldBe(60);
    }

    private async Task<List<string>> FatesAsync(FaultSettings settings)
    {
        zendesk.Server.Faults = settings;
        var fates = new List<string>();
        foreach (var _ in Enumerable.Range(0, 60))
            fates.Add(await FateAsync());
        return fates;
    }

    private async Task<string> FateAsync()
    {
        try
        {
            using var response = await zendesk.AskAsync(HttpMethod.Get, "/api/v2/tickets/1");
            return $"{(int)response.StatusCode} {response.Content.Headers.ContentType} {response.Headers.RetryAfter}";
        }
        catch (HttpRequestException)
        {
            return "reset";
        }
    }
}
