using System.Net;
using TicketPlatform.Application.Users;

namespace TicketPlatform.Integration.Tests.Rest;

public sealed class LimitingCallers : IAsyncLifetime
{
    private static readonly Guid Ada = Guid.Parse("0b7e1f00-0000-4000-8000-000000000001");
    private static readonly Guid Eve = Guid.Parse("0b7e1f00-0000-4000-8000-000000000002");
    private PlatformHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await PlatformHost.StartAsync(new Dictionary<string, string> { ["RateLimiting:RequestsPerMinute"] = "6" });
        await _host.SendAsync(new PutUser(Ada, "ada@example.com"));
        await _host.SendAsync(new PutUser(Eve, "eve@example.com"));
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Who_asks_too_often_is_told_when_to_come_back_and_nobody_else_suffers()
    {
        using var ada = _host.User(Ada);
        for (var i = 0; i < 6; i++)
            (await ada.GetAsync($"/api/tickets/user/{Ada}")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var refused = await ada.GetAsync($"/api/tickets/user/{Ada}");

        await refused.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "too-many-requests");
        refused.Headers.RetryAfter?.Delta.ShouldBe(TimeSpan.FromSeconds(10));
        using var eve = _host.User(Eve);
        (await eve.GetAsync($"/api/tickets/user/{Eve}")).StatusCode.ShouldBe(HttpStatusCode.OK);

        _host.Time.Advance(refused.Headers.RetryAfter!.Delta!.Value);
        (await ada.GetAsync($"/api/tickets/user/{Ada}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ada.GetAsync($"/api/tickets/user/{Ada}")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Failed_logins_count_against_their_address_whatever_they_send()
    {
        for (var i = 0; i < 6; i++)
            (await _host.Client($"guess-{i}").GetAsync("/api/users")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        (await _host.Client("guess-7").GetAsync("/api/users")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await _host.User(Ada).GetAsync($"/api/tickets/user/{Ada}")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Probes_may_ask_as_often_as_they_like()
    {
        using var probe = _host.Client();

        for (var i = 0; i < 20; i++)
            (await probe.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
