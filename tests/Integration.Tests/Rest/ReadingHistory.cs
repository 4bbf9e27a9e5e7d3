using System.Net;
using System.Text.Json;
using TicketPlatform.Application.Tickets;
using TicketPlatform.Application.Users;
using TicketPlatform.Domain.Tickets;
using TicketPlatform.Testing;

namespace TicketPlatform.Integration.Tests.Rest;

public sealed class ReadingHistory(PlatformHost host) : IClassFixture<PlatformHost>, IAsyncLifetime
{
    private readonly Guid _ada = Guid.NewGuid();
    private readonly long _requester = Random.Shared.NextInt64(1_000, long.MaxValue / 4);
    private readonly long _ticket = Random.Shared.NextInt64(1, long.MaxValue / 4);
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        await host.SendAsync(new PutUser(_ada, $"{_ada:N}@example.com"));
        await host.SendAsync(
            new ApplyZendeskUsers([
                Observed.User(_requester, $"{_ada:N}@example.com"),
                Observed.User(_requester + 1, null) with
                {
                    Name = "Agent Smith",
                    Role = "agent",
                },
            ])
        );
        _client = host.User(_ada);
    }

    public Task DisposeAsync()
    {
        _client.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Every_status_is_told_once_with_who_set_it_whatever_order_it_came_in()
    {
        await SeeAsync(Told(20, "pending", _requester + 1), Told(0, "new", _requester), Told(10, "open", _requester + 1));
        await SeeAsync(Told(10, "open", _requester + 1), Exported(40, "solved"));

        var body = await (await _client.GetAsync(Path())).JsonAsync();

        body.GetProperty("ticket").GetInt64().ShouldBe(_ticket);
        body.GetProperty("changes")
            .EnumerateArray()
            .Select(change => (Text(change, "from"), Text(change, "to"), Text(change, "at"), Text(change, "by"), Text(change, "source")))
            .ShouldBe([
                (null, "new", "2026-03-02T12:00:00Z", "requester", "webhook"),
                ("new", "open", "2026-03-02T12:00:10Z", "agent", "webhook"),
                ("open", "pending", "2026-03-02T12:00:20Z", "agent", "webhook"),
                ("pending", "solved", "2026-03-02T12:00:40Z", "unknown", "export"),
            ]);
        body.GetRawText().ShouldNotContain("Smith");
    }

    [Fact]
    public async Task Pages_hold_every_change_once_although_late_ones_come_in_between()
    {
        string[] statuses = ["open", "pending"];
        await SeeAsync([.. Enumerable.Range(1, 9).Select(i => Told(10 * i, statuses[i % 2], _requester + 1))]);

        var first = await (await _client.GetAsync(Path("?limit=4"))).JsonAsync();
        await SeeAsync(Told(5, "new", _requester));
        var rest = await (
            await _client.GetAsync(Path($"?limit=100&cursor={first.GetProperty("page").GetProperty("next").GetString()}"))
        ).JsonAsync();

        first.GetProperty("changes").GetArrayLength().ShouldBe(4);
        rest.GetProperty("changes").GetArrayLength().ShouldBe(5);
        rest.GetProperty("page").GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_foreign_a_hidden_a_deleted_and_an_unknown_ticket_look_the_same()
    {
        await SeeAsync(Told(0, "new", _requester));
        using var stranger = host.User(Guid.NewGuid());
        using var support = host.Client(Tokens.Of("ops", host.Time, "support"));

        await (await stranger.GetAsync(Path())).ShouldBeProblemAsync(HttpStatusCode.NotFound, "ticket-not-found");
        await (await _client.GetAsync("/api/tickets/1/history")).ShouldBeProblemAsync(HttpStatusCode.NotFound, "ticket-not-found");
        await SeeAsync(Exported(50, "open", isPublic: false));
        await (await _client.GetAsync(Path())).ShouldBeProblemAsync(HttpStatusCode.NotFound, "ticket-not-found");
        await SeeAsync(Exported(60, "deleted"));
        await (await _client.GetAsync(Path())).ShouldBeProblemAsync(HttpStatusCode.NotFound, "ticket-not-found");
        (await support.GetAsync(Path())).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("99999999999999999999")]
    public async Task What_is_no_ticket_id_is_refused(string id) =>
        await (await _client.GetAsync($"/api/tickets/{id}/history")).ShouldBlameAsync("id");

    [Theory]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=101", "limit")]
    [InlineData("?cursor=AAAA", "cursor")]
    [InlineData("?page=2", "page")]
    public async Task What_cannot_be_understood_is_refused_by_name(string query, string field) =>
        await (await _client.GetAsync(Path(query))).ShouldBlameAsync(field);

    private string Path(string query = "") => $"/api/tickets/{_ticket}/history{query}";

    private Task<TicketsApplied> SeeAsync(params TicketObservation[] seen) => host.SendAsync(new ApplyTicketObservations(seen));

    private TicketObservation Told(int second, string status, long actor) =>
        Observed.Webhook(_ticket, Content(second, status) with { StatusChangedAt = Observed.Noon.AddSeconds(second) }) with
        {
            ObservedAt = Observed.Noon.AddSeconds(second).AddMilliseconds(300),
            ActorId = actor,
        };

    private TicketObservation Exported(int second, string status, bool isPublic = true) =>
        Observed.Export(_ticket, Content(second, status) with { IsPublic = isPublic });

    private TicketContent Content(int second, string status) =>
        Observed.Printer with
        {
            RequesterId = _requester,
            Status = TicketStatus.Parse(status),
            UpdatedAt = Observed.Noon.AddSeconds(second),
        };

    private static string? Text(JsonElement change, string name) => change.GetProperty(name).GetString();
}
