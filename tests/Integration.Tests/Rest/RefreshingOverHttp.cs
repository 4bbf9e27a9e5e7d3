using System.Net;
using TicketPlatform.Application.Users;
using TicketPlatform.Testing;
using TicketPlatform.ZendeskSimulator.Account;
using TicketPlatform.ZendeskSimulator.Hosting;

namespace TicketPlatform.Integration.Tests.Rest;

/// <summary>The whole way: a caller, the platform, Zendesk, and back.</summary>
public sealed class RefreshingOverHttp : IAsyncLifetime
{
    private static readonly Guid Ada = Guid.Parse("0b7e1f00-0000-4000-8000-000000000001");
    private SimulatorServer _zendesk = null!;
    private PlatformHost _host = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _zendesk = await SimulatorServer.StartAsync(new SimulatorOptions { Users = 1, Tickets = 1 });
        _host = await PlatformHost.StartAsync(new Dictionary<string, string> { ["Zendesk:BaseAddress"] = _zendesk.BaseAddress.ToString() });
        _host.Time.SetUtcNow(_zendesk.Clock.GetUtcNow());
        _client = _host.User(Ada);
        await _host.SendAsync(new PutUser(Ada, "ada@example.com"));
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
        await _zendesk.DisposeAsync();
    }

    [Fact]
    public async Task A_status_that_changed_a_moment_ago_is_shown_to_whoever_asks_for_it()
    {
        var ticket = _zendesk.World.Apply(new CreateTicket { RequesterEmail = "ada@example.com", Subject = "Printer" });
        var requester = _zendesk.World.Users.FindByEmail("ada@example.com")!.Id;
        await _host.SendAsync(new ApplyZendeskUsers([Observed.User(requester, "ada@example.com")]));
        var empty = await _client.GetAsync(Path);
        (await empty.JsonAsync()).GetProperty("tickets").GetArrayLength().ShouldBe(0);

        var answer = await _client.GetAsync($"{Path}?maxAge=0");

        var body = await answer.JsonAsync();
        body.GetProperty("tickets")[0].GetProperty("id").GetInt64().ShouldBe(ticket.Id);
        body.GetProperty("freshness").GetProperty("refresh").GetString().ShouldBe("done");
        body.GetProperty("freshness").GetProperty("source").GetString().ShouldBe("reread");
        answer.Headers.ETag.ShouldNotBe(empty.Headers.ETag);

        using var again = new HttpRequestMessage(HttpMethod.Get, $"{Path}?maxAge=0");
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        var unchanged = await _client.SendAsync(again);
        unchanged.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        unchanged.Headers.GetValues("Freshness-Refresh").Single().ShouldBe("fresh");
    }

    private static string Path => $"/api/tickets/user/{Ada}";
}
