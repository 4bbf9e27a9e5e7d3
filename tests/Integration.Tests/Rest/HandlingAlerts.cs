using System.Net;
using System.Text.Json;
using TicketPlatform.Application.Tickets;
using TicketPlatform.Application.Users;
using TicketPlatform.Testing;

namespace TicketPlatform.Integration.Tests.Rest;

public sealed class HandlingAlerts(PlatformHost host) : IClassFixture<PlatformHost>
{
    private static int _people;

    [Fact]
    public async Task An_alert_is_listed_with_its_evidence()
    {
        var (ada, tickets) = await AlertedAsync();

        var page = await GetAsync($"/api/alerts?userId={ada}");

        page.GetProperty("page").GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);
        var alert = page.GetProperty("alerts").EnumerateArray().ShouldHaveSingleItem();
        alert.GetProperty("user").GetProperty("id").GetGuid().ShouldBe(ada);
        alert.GetProperty("user").GetProperty("email").GetString().ShouldEndWith("@alerts.example");
        alert.GetProperty("state").GetString().ShouldBe("open");
        alert.GetProperty("closedAt").ValueKind.ShouldBe(JsonValueKind.Null);
        alert.GetProperty("openTickets").GetInt32().ShouldBe(4);
        alert.GetProperty("evidence").EnumerateArray().Select(id => id.GetInt64()).ShouldBe(tickets);
    }

    [Fact]
    public async Task Pages_follow_each_other_from_the_last_opened_to_the_first()
    {
        var opened = new List<Guid>();
        for (var i = 0; i < 3; i++)
        {
            host.Time.Advance(TimeSpan.FromMinutes(1));
            opened.Insert(0, (await AlertedAsync()).User);
        }
        var from = host.Time.GetUtcNow().AddMinutes(-2).ToString("yyyy-MM-ddTHH:mm:ssZ");

        var first = await GetAsync($"/api/alerts?state=all&from={from}&limit=2");
        var next = Uri.EscapeDataString(first.GetProperty("page").GetProperty("next").GetString()!);
        var second = await GetAsync($"/api/alerts?state=all&from={from}&limit=2&cursor={next}");

        Users(first).Concat(Users(second)).ShouldBe(opened);
        (await SendAsync("GET", $"/api/alerts?state=open&from={from}&limit=2&cursor={next}")).StatusCode.ShouldBe(
            HttpStatusCode.BadRequest
        );
        Users(await GetAsync($"/api/alerts?from={from}&to={host.Time.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ}")).ShouldBe(opened.Skip(1));
    }

    [Fact]
    public async Task Acknowledging_it_is_told_to_everybody_and_done_once()
    {
        var alert = await AlertOfAsync((await AlertedAsync()).User);

        var taken = await SendAsync("POST", $"/api/alerts/{alert}/acknowledge", new { note = " Calling her at two. " });

        var view = await taken.Content.ReadFromJsonAsync<JsonElement>();
        taken.StatusCode.ShouldBe(HttpStatusCode.OK);
        view.GetProperty("acknowledgedBy").GetString().ShouldBe("ops");
        view.GetProperty("acknowledgedAt").GetDateTimeOffset().ShouldBe(host.Time.GetUtcNow());
        view.GetProperty("note").GetString().ShouldBe("Calling her at two.");
        var again = await SendAsync("POST", $"/api/alerts/{alert}/acknowledge", new { });
        await again.ShouldBeProblemAsync(HttpStatusCode.Conflict, "alert-acknowledged");

        var story = await GetAsync($"/api/alerts/{alert}");
        story
            .GetProperty("timeline")
            .EnumerateArray()
            .Select(moment => moment.GetProperty("kind").GetString())
            .ShouldBe(["opened", "acknowledged"]);
        story.GetProperty("messages")[0].GetProperty("key").GetString().ShouldBe($"alert.opened:{alert}");
    }

    [Fact]
    public async Task Whoever_acknowledges_is_called_by_the_name_of_their_token_each_time()
    {
        using var grace = host.Client(Tokens.Sign("ops-7", host.Time.GetUtcNow().AddHours(1), name: "Grace", roles: "support"));
        for (var i = 0; i < 2; i++)
        {
            var alert = await AlertOfAsync((await AlertedAsync()).User);
            var answer = await grace.PostAsJsonAsync($"/api/alerts/{alert}/acknowledge", new { });
            (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("acknowledgedBy").GetString().ShouldBe("Grace");
        }
    }

    [Fact]
    public async Task A_snooze_is_an_instant_or_a_number_of_minutes()
    {
        var alert = await AlertOfAsync((await AlertedAsync()).User);
        var until = host.Time.GetUtcNow().AddHours(3);

        var byInstant = await SendAsync("POST", $"/api/alerts/{alert}/snooze", new { until });
        var byMinutes = await SendAsync("POST", $"/api/alerts/{alert}/snooze", new { minutes = 30 });

        (await byInstant.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("snoozedUntil").GetDateTimeOffset().ShouldBe(until);
        (await byMinutes.Content.ReadFromJsonAsync<JsonElement>())
            .GetProperty("snoozedUntil")
            .GetDateTimeOffset()
            .ShouldBe(host.Time.GetUtcNow().AddMinutes(30));
    }

    [Theory]
    [InlineData("GET", "/api/alerts?state=closing", null, "state")]
    [InlineData("GET", "/api/alerts?userId=ada", null, "userId")]
    [InlineData("GET", "/api/alerts?from=yesterday", null, "from")]
    [InlineData("GET", "/api/alerts?from=2026-11-20T00:00:00", null, "from")]
    [InlineData("GET", "/api/alerts?from=2026-11-20T00:00:00Z&to=2026-11-20T00:00:00Z", null, "to")]
    [InlineData("GET", "/api/alerts?limit=0", null, "limit")]
    [InlineData("GET", "/api/alerts?cursor=x", null, "cursor")]
    [InlineData("GET", "/api/alerts?status=open", null, "status")]
    [InlineData("GET", "/api/alerts/ada", null, "id")]
    [InlineData("POST", "/api/alerts/{id}/snooze", "{}", "until")]
    [InlineData("POST", "/api/alerts/{id}/snooze", """{"until":"2026-11-20T00:00:00Z","minutes":5}""", "until")]
    [InlineData("POST", "/api/alerts/{id}/snooze", """{"until":"2001-01-01T00:00:00Z"}""", "until")]
    [InlineData("POST", "/api/alerts/{id}/snooze", """{"minutes":0}""", "minutes")]
    [InlineData("POST", "/api/alerts/{id}/snooze", """{"minutes":43201}""", "minutes")]
    [InlineData("PUT", "/api/users/{id}/alert-limit", """{"limit":-1}""", "limit")]
    public async Task What_makes_no_sense_is_refused_by_name(string method, string path, string? body, string field)
    {
        var refused = await SendAsync(
            method,
            path.Replace("{id}", Guid.NewGuid().ToString()),
            body is null ? null : JsonDocument.Parse(body)
        );

        var problem = await refused.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-input");
        problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).ShouldContain(field);
    }

    [Theory]
    [InlineData("GET", "/api/alerts/{id}", null, "alert-not-found")]
    [InlineData("POST", "/api/alerts/{id}/acknowledge", "{}", "alert-not-found")]
    [InlineData("POST", "/api/alerts/{id}/snooze", """{"minutes":5}""", "alert-not-found")]
    [InlineData("GET", "/api/users/{id}/alert-limit", null, "user-not-found")]
    [InlineData("PUT", "/api/users/{id}/alert-limit", """{"limit":5}""", "user-not-found")]
    public async Task What_does_not_exist_is_not_found(string method, string path, string? body, string code)
    {
        var missing = await SendAsync(
            method,
            path.Replace("{id}", Guid.NewGuid().ToString()),
            body is null ? null : JsonDocument.Parse(body)
        );

        await missing.ShouldBeProblemAsync(HttpStatusCode.NotFound, code);
    }

    [Fact]
    public async Task A_limit_of_ones_own_is_kept_until_it_is_taken_back()
    {
        var ada = await UserAsync();

        await SendAsync("PUT", $"/api/users/{ada}/alert-limit", new { limit = 7 });
        var own = await GetAsync($"/api/users/{ada}/alert-limit");
        await SendAsync("PUT", $"/api/users/{ada}/alert-limit", JsonDocument.Parse("""{"limit":null}"""));
        var common = await GetAsync($"/api/users/{ada}/alert-limit");

        (own.GetProperty("limit").GetInt32(), own.GetProperty("isOwn").GetBoolean()).ShouldBe((7, true));
        (common.GetProperty("limit").GetInt32(), common.GetProperty("isOwn").GetBoolean()).ShouldBe((3, false));
        (await SendAsync("PUT", $"/api/users/{ada}/alert-limit", new { })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private async Task<Guid> UserAsync()
    {
        var id = Guid.NewGuid();
        await host.SendAsync(new PutUser(id, $"{id}@alerts.example"));
        return id;
    }

    private async Task<(Guid User, long[] Tickets)> AlertedAsync()
    {
        var (user, number) = (await UserAsync(), Interlocked.Increment(ref _people));
        await host.SendAsync(new ApplyZendeskUsers([Observed.User(70_000 + number, $"{user}@alerts.example")]));
        var tickets = Enumerable.Range(1, 4).Select(i => 90_000L + 10 * number + i).ToArray();
        var content = Observed.Printer with { RequesterId = 70_000 + number };
        await host.SendAsync(new ApplyTicketObservations([.. tickets.Select(id => Observed.Export(id, content))]));
        return (user, tickets);
    }

    private async Task<Guid> AlertOfAsync(Guid user) =>
        (await GetAsync($"/api/alerts?userId={user}")).GetProperty("alerts")[0].GetProperty("id").GetGuid();

    private static IEnumerable<Guid> Users(JsonElement page) =>
        page.GetProperty("alerts").EnumerateArray().Select(alert => alert.GetProperty("user").GetProperty("id").GetGuid());

    private async Task<JsonElement> GetAsync(string path)
    {
        var answer = await SendAsync("GET", path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<HttpResponseMessage> SendAsync(string method, string path, object? body = null)
    {
        using var client = host.Admin();
        using var request = new HttpRequestMessage(new HttpMethod(method), path)
        {
            Content = body is null ? null : JsonContent.Create(body),
        };
        return await client.SendAsync(request);
    }
}
