using System.Diagnostics;
using TicketPlatform.Testing;
using TicketPlatform.ZendeskSimulator.Delivery;

namespace TicketPlatform.Simulator.Tests;

public sealed class RepeatingDeliveries
{
    private static readonly SimulatorOptions Hasty = new()
    {
        Users = 5,
        Tickets = 5,
        RateLimits = false,
        WebhookRetryPause = TimeSpan.FromMilliseconds(1),
    };

    [Theory]
    [InlineData(200, null, 1)]
    [InlineData(204, null, 1)]
    [InlineData(302, null, 1)]
    [InlineData(404, null, 1)]
    [InlineData(409, null, 4)]
    [InlineData(429, null, 1)]
    [InlineData(429, "0", 6)]
    [InlineData(429, "60", 1)]
    [InlineData(500, "0", 1)]
    [InlineData(502, null, 1)]
    [InlineData(503, null, 1)]
    [InlineData(503, "0", 6)]
    [InlineData(503, "61", 1)]
    public async Task Only_certain_failures_are_repeated(int status, string? retryAfter, int attempts)
    {
        await using var receiver = await WebhookReceiver.StartAsync(status, retryAfter);
        await using var zendesk = await StartAsync(receiver);
        await TellAsync(zendesk);

        receiver.Deliveries.Count.ShouldBe(attempts);
        receiver.Deliveries.Select(delivery => delivery.Invocation).Distinct().Count().ShouldBe(1);
        receiver.Deliveries.ShouldAllBe(delivery => delivery.Body.SequenceEqual(receiver.Deliveries[0].Body));
        var counts = zendesk.Server.Webhooks.ShouldHaveSingleItem();
        counts.Retried.ShouldBe(attempts - 1);
        (counts.Delivered, counts.Failed).ShouldBe(status < 300 ? (1, 0) : (0, 1));
        var invocation = (await InvocationsAsync(zendesk)).ShouldHaveSingleItem();
        invocation.GetProperty("status").GetString().ShouldBe(status < 300 ? "success" : "terminated");
        invocation.GetProperty("status_code").GetInt32().ShouldBe(status);
    }

    [Fact]
    public async Task A_full_endpoint_is_asked_again_after_the_wait_it_names()
    {
        await using var receiver = await WebhookReceiver.StartAsync(
            (context, number) =>
            {
                context.Response.StatusCode = number == 1 ? 503 : 200;
                context.Response.Headers.RetryAfter = "1";
                return Task.CompletedTask;
            }
        );
        await using var zendesk = await StartAsync(receiver);
        var started = Stopwatch.GetTimestamp();
        await TellAsync(zendesk);
        Stopwatch.GetElapsedTime(started).ShouldBeGreaterThan(TimeSpan.FromSeconds(1));
        receiver.Deliveries.Count.ShouldBe(2);
        zendesk.Server.Webhooks[0].Delivered.ShouldBe(1);
    }

    [Fact]
    public async Task A_silent_endpoint_is_tried_six_times_and_counts_as_504()
    {
        await using var receiver = await WebhookReceiver.StartAsync((context, _) => Task.Delay(Timeout.Infinite, context.RequestAborted));
        await using var zendesk = await Zendesk.StartAsync(Hasty with { WebhookTimeout = TimeSpan.FromMilliseconds(200) });
        zendesk.Server.RegisterWebhook(receiver.Address);
        await TellAsync(zendesk);
        zendesk.Server.Webhooks[0].Retried.ShouldBe(5);
        (await InvocationsAsync(zendesk))[0].GetProperty("status_code").GetInt32().ShouldBe(504);
    }

    [Fact]
    public async Task An_endpoint_that_is_not_there_counts_as_502_and_is_not_tried_again()
    {
        await using var zendesk = await Zendesk.StartAsync(Hasty);
        zendesk.Server.RegisterWebhook(new Uri($"http://127.0.0.1:{FreePort.Find()}/hooks"));
        await TellAsync(zendesk);
        var invocation = (await InvocationsAsync(zendesk)).ShouldHaveSingleItem();
        invocation.GetProperty("status_code").GetInt32().ShouldBe(502);
        zendesk.Server.Webhooks[0].Retried.ShouldBe(0);
    }

    [Fact]
    public async Task Failing_requests_open_the_circuit_and_what_happens_meanwhile_is_lost()
    {
        await using var receiver = await WebhookReceiver.StartAsync(500);
        await using var zendesk = await StartAsync(receiver);
        for (var i = 0; i < 400; i++)
            zendesk.World.Apply(new CreateTicket { RequesterId = zendesk.World.Users[0].Id });
        await zendesk.Server.WebhooksSettledAsync();
        receiver.Deliveries.Count.ShouldBeInRange(100, 170); // at most 64 are on their way when it opens
        zendesk.Server.Webhooks[0].Failed.ShouldBe(400);
        var lost = (await InvocationsAsync(zendesk)).Where(row => row.GetProperty("status").GetString() == "circuit broken").ToList();
        lost.ShouldNotBeEmpty();
        lost.ShouldAllBe(row => !row.EnumerateObject().Any(property => property.Name == "status_code"));
    }

    [Fact]
    public void The_circuit_opens_for_five_seconds_above_seventy_percent_of_a_hundred_requests()
    {
        var time = new AdjustableTime(DateTimeOffset.UnixEpoch);
        var breaker = new CircuitBreaker(time);
        Record(breaker, failed: 99, succeeded: 0);
        breaker.IsOpen.ShouldBeFalse();
        Record(breaker, failed: 1, succeeded: 0);
        breaker.IsOpen.ShouldBeTrue();
        time.Advance(TimeSpan.FromSeconds(5));
        breaker.IsOpen.ShouldBeFalse();
        Record(breaker, failed: 1, succeeded: 0);
        breaker.IsOpen.ShouldBeTrue();
        time.Advance(TimeSpan.FromMinutes(5));
        Record(breaker, failed: 69, succeeded: 31);
        Record(breaker, failed: 1, succeeded: 0);
        breaker.IsOpen.ShouldBeFalse();
    }

    [Fact]
    public void A_thousand_errors_in_five_minutes_open_the_circuit_however_many_succeed()
    {
        var time = new AdjustableTime(DateTimeOffset.UnixEpoch);
        var breaker = new CircuitBreaker(time);
        Record(breaker, failed: 0, succeeded: 100_000);
        Record(breaker, failed: 500, succeeded: 0);
        time.Advance(TimeSpan.FromSeconds(299));
        Record(breaker, failed: 500, succeeded: 0);
        breaker.IsOpen.ShouldBeFalse();
        Record(breaker, failed: 1, succeeded: 0);
        breaker.IsOpen.ShouldBeTrue();
    }

    private static void Record(CircuitBreaker breaker, int failed, int succeeded)
    {
        for (var i = 0; i < succeeded; i++)
            breaker.Record(failed: false);
        for (var i = 0; i < failed; i++)
            breaker.Record(failed: true);
    }

    private static async Task<Zendesk> StartAsync(WebhookReceiver receiver)
    {
        var zendesk = await Zendesk.StartAsync(Hasty);
        zendesk.Server.RegisterWebhook(receiver.Address);
        return zendesk;
    }

    private static async Task TellAsync(Zendesk zendesk)
    {
        zendesk.World.Apply(new CreateTicket { RequesterId = zendesk.World.Users[0].Id });
        await zendesk.Server.WebhooksSettledAsync();
    }

    private static async Task<IReadOnlyList<JsonElement>> InvocationsAsync(Zendesk zendesk)
    {
        var rows = new List<JsonElement>();
        for (var path = $"/api/v2/webhooks/{zendesk.World.Webhooks[0].Id}/invocations"; path is not null; )
        {
            var page = await zendesk.GetAsync(path);
            rows.AddRange(page.GetProperty("invocations").EnumerateArray());
            path = page.GetProperty("meta").GetProperty("has_more").GetBoolean()
                ? new Uri(page.GetProperty("links").GetProperty("next").GetString()!).PathAndQuery
                : null;
        }
        return rows;
    }
}
