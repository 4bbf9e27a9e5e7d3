using TicketPlatform.Application.Tickets;
using TicketPlatform.Application.Users;
using TicketPlatform.Integration.Tests.Rest;
using TicketPlatform.Testing;

namespace TicketPlatform.Integration.Tests.Streaming;

/// <summary>Each on hosts of its own, since it moves their clock or stops them.</summary>
public sealed class EndingStreams : IAsyncLifetime
{
    private const long Requester = 501;
    private static readonly Guid Ada = Guid.Parse("0b7e1f00-0000-4000-8000-000000000001");
    private TestDatabase _database = null!;
    private PlatformHost _host = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _host = await StartAsync();
        await _host.SendAsync(new PutUser(Ada, "ada@example.com"));
        await _host.SendAsync(new ApplyZendeskUsers([Observed.User(Requester, "ada@example.com")]));
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task A_stream_ends_with_its_token_and_says_so()
    {
        var token = Tokens.Sign(Ada.ToString(), _host.Time.GetUtcNow().AddMinutes(2), roles: "support");
        await using var tickets = await EventStream.OpenAsync(_host.Client(token), Ada);
        await using var alerts = await EventStream.OpenAlertsAsync(_host.Client(token));
        await tickets.ExpectAsync("ready");
        await alerts.ExpectAsync("ready");

        _host.Time.Advance(TimeSpan.FromMinutes(2));

        foreach (var stream in new[] { tickets, alerts })
        {
            (await stream.ExpectAsync("end")).Data.GetProperty("reason").GetString().ShouldBe("tokenExpired");
            (await stream.NextAsync()).ShouldBeNull();
        }
    }

    [Fact]
    public async Task Heartbeats_keep_the_connection_and_are_no_events()
    {
        using var client = _host.User(Ada);
        using var response = await client.GetAsync($"/api/tickets/user/{Ada}/stream", HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        while (await reader.ReadLineAsync() != "data: {}") { }
        (await reader.ReadLineAsync()).ShouldBe("");

        _host.Time.Advance(TimeSpan.FromSeconds(15));

        (await reader.ReadLineAsync()).ShouldBe(":");
    }

    [Fact]
    public async Task A_shutdown_ends_the_streams_and_another_node_goes_on_without_a_gap()
    {
        await using var other = await StartAsync();
        await using var stream = await EventStream.OpenAsync(_host.User(Ada), Ada);
        await stream.ExpectAsync("ready");
        await SeeAsync(_host, ticket: 1);
        await stream.ExpectAsync("ticket");

        var stopped = Task.Run(async () => await _host.DisposeAsync());
        (await stream.ExpectAsync("end")).Data.GetProperty("reason").GetString().ShouldBe("shuttingDown");
        await stopped.WaitAsync(TimeSpan.FromSeconds(20));
        await SeeAsync(other, ticket: 2);

        await using var resumed = await EventStream.OpenAsync(other.User(Ada), Ada, stream.LastEventId);
        (await resumed.ExpectAsync("ticket")).Ticket.ShouldBe(2);
        await SeeAsync(other, ticket: 3);
        (await resumed.ExpectAsync("ticket")).Ticket.ShouldBe(3);
    }

    [Fact]
    public async Task Streams_on_both_nodes_tell_every_change_whichever_node_made_it()
    {
        await using var other = await StartAsync();
        await using var here = await EventStream.OpenAsync(_host.User(Ada), Ada);
        await using var there = await EventStream.OpenAsync(other.User(Ada), Ada);
        await here.ExpectAsync("ready");
        await there.ExpectAsync("ready");

        for (var ticket = 1; ticket <= 10; ticket++)
            await SeeAsync(ticket % 2 == 0 ? _host : other, ticket);

        foreach (var stream in new[] { here, there })
            for (var ticket = 1; ticket <= 10; ticket++)
                (await stream.ExpectAsync("ticket")).Ticket.ShouldBe(ticket);
    }

    [Fact]
    public async Task Alerts_are_told_on_both_nodes_and_another_node_goes_on_after_a_shutdown()
    {
        await using var other = await StartAsync();
        await using var here = await EventStream.OpenAlertsAsync(_host.Admin());
        await using var there = await EventStream.OpenAlertsAsync(other.Admin());
        await here.ExpectAsync("ready");
        await there.ExpectAsync("ready");

        for (var ticket = 1; ticket <= 6; ticket++)
            await SeeAsync(ticket % 2 == 0 ? _host : other, ticket);
        foreach (var kind in new[] { "opened", "peaked", "peaked" })
        {
            (await here.ExpectAsync("alert")).Kind.ShouldBe(kind);
            (await there.ExpectAsync("alert")).Kind.ShouldBe(kind);
            there.LastEventId.ShouldBe(here.LastEventId);
        }
        var stopped = Task.Run(async () => await _host.DisposeAsync());
        (await here.ExpectAsync("end")).Data.GetProperty("reason").GetString().ShouldBe("shuttingDown");
        await stopped.WaitAsync(TimeSpan.FromSeconds(20));
        await SeeAsync(other, ticket: 7);

        await using var resumed = await EventStream.OpenAlertsAsync(other.Admin(), here.LastEventId);
        (await resumed.ExpectAsync("alert")).Data.GetProperty("openTickets").GetInt32().ShouldBe(7);
        await SeeAsync(other, ticket: 8);
        (await resumed.ExpectAsync("alert")).Data.GetProperty("openTickets").GetInt32().ShouldBe(8);
    }

    private Task<PlatformHost> StartAsync() => PlatformHost.StartAsync(new Dictionary<string, string>(), _database.ConnectionString);

    private static Task<TicketsApplied> SeeAsync(PlatformHost host, long ticket) =>
        host.SendAsync(new ApplyTicketObservations([Observed.Export(ticket, Observed.Printer with { RequesterId = Requester })]));
}
