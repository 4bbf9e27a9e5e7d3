using System.Globalization;
using System.Net;
using System.Text.Json;
using TicketPlatform.Application.Statistics;
using TicketPlatform.Domain.Kernel;
using TicketPlatform.Integration.Tests.Rest;

namespace TicketPlatform.Integration.Tests.Statistics;

[Collection(nameof(PublishedAccount))]
public sealed class AskingForStatistics(PublishedAccount account)
{
    [Fact]
    public async Task Hours_are_paged_without_gap_or_repetition()
    {
        var all = (await account.HoursAsync()).Select(hour => hour.GetProperty("hour").GetString()).ToList();

        (await account.HoursAsync("limit=7")).Select(hour => hour.GetProperty("hour").GetString()).ShouldBe(all);
        (await account.HoursAsync($"from={all[3]}&to={all[9]}&limit=4"))
            .Select(hour => hour.GetProperty("hour").GetString())
            .ShouldBe(all[3..9]);
    }

    [Fact]
    public async Task A_caller_who_accepts_csv_gets_a_table()
    {
        using var response = await TableAsync("/api/statistics/hourly?limit=3");

        var lines = await LinesAsync(response);
        lines.Length.ShouldBe(4);
        lines[0].ShouldStartWith("hour,version,state,reason,created,resolutionEvents,resolved,reopened,firstResolution.count,");
        lines.ShouldAllBe(line => line.Split(',').Length == lines[0].Split(',').Length);
        response.Headers.GetValues("X-Next-Cursor").ShouldHaveSingleItem().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_figure_that_an_hour_was_published_without_is_an_empty_cell()
    {
        var hour = (await account.HoursAsync())[5].GetProperty("hour").GetString();
        var whole = await CellsAsync(hour);
        var published = $"where hour = '{hour}' and state = 'final'";
        var figures = (string)(await account.Mirror.Platform.ScalarAsync($"select figures from statistics_hours {published}"))!;
        try
        {
            await account.Mirror.Platform.ExecuteAsync(
                $"update statistics_hours set figures = (figures::jsonb - 'reopened')::text {published}"
            );

            (await CellsAsync(hour)).ShouldBe(whole.Select(cell => cell.Key == "reopened" ? new(cell.Key, "") : cell));
        }
        finally
        {
            // Others read the same account.
            await account.Mirror.Platform.ExecuteAsync($"update statistics_hours set figures = '{figures}' {published}");
        }
    }

    [Theory]
    [InlineData("text/csv;q=0")]
    [InlineData("text/csv;q=0.5, application/json")]
    public async Task A_caller_who_likes_no_csv_gets_json(string accepted)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/statistics/hourly?limit=3");
        request.Headers.Accept.ParseAdd(accepted);

        using var response = await account.Support.SendAsync(request);

        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/json");
    }

    [Fact]
    public async Task What_explains_a_figure_is_a_table_too()
    {
        var hour = (await account.HoursAsync()).First(hour => hour.GetProperty("figures").GetProperty("resolved").GetInt64() > 1);
        var path = $"/api/statistics/hours/{hour.GetProperty("hour").GetString()}/explain?figure=fullResolution";
        var figure = hour.GetProperty("figures").GetProperty("fullResolution");

        using var response = await TableAsync($"{path}&limit=100");

        var lines = await LinesAsync(response);
        lines[0].ShouldBe("ticketId,createdAt,at,seconds,eventIds");
        lines
            .Skip(1)
            .Sum(line => long.Parse(line.Split(',')[3], CultureInfo.InvariantCulture))
            .ShouldBe(figure.GetProperty("sumSeconds").GetInt64());
        lines.Length.ShouldBe(figure.GetProperty("count").GetInt32() + 1);
    }

    private async Task<List<KeyValuePair<string, string>>> CellsAsync(string? hour)
    {
        using var response = await TableAsync($"/api/statistics/hours/{hour}");
        var lines = await LinesAsync(response);
        return [.. lines[0].Split(',').Zip(lines[1].Split(','), KeyValuePair.Create)];
    }

    private async Task<HttpResponseMessage> TableAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/csv");
        return await account.Support.SendAsync(request);
    }

    private static async Task<string[]> LinesAsync(HttpResponseMessage table)
    {
        table.Content.Headers.ContentType?.MediaType.ShouldBe("text/csv");
        return (await table.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }

    [Theory]
    [InlineData("/api/statistics/hourly?from=2026-11-20", "from")]
    [InlineData("/api/statistics/hourly?to=2026-11-20T08:30:00Z", "to")]
    [InlineData("/api/statistics/hourly?from=2026-11-20T08:00:00Z&to=2026-11-20T07:00:00Z", "to")]
    [InlineData("/api/statistics/hourly?limit=1001", "limit")]
    [InlineData("/api/statistics/hourly?cursor=x", "cursor")]
    [InlineData("/api/statistics/hourly?since=x", "since")]
    [InlineData("/api/statistics/agents?window=1y", "window")]
    [InlineData("/api/statistics/agents?asOf=now", "asOf")]
    [InlineData("/api/statistics/agents?asOf=0001-01-01T00:00:00Z", "asOf")]
    [InlineData("/api/statistics/summary?window=1y", "window")]
    [InlineData("/api/statistics/hours/yesterday", "hour")]
    [InlineData("/api/statistics/hours/2026-11-20T08:00:00Z?version=0", "version")]
    [InlineData("/api/statistics/hours/2026-11-20T08:00:00Z?asOf=2026-11-20T08:00:00Z", "asOf")]
    [InlineData("/api/statistics/hours/2026-11-20T08:00:00Z/certificate?version=-1", "version")]
    [InlineData("/api/statistics/hours/2026-11-20T08:00:00Z/explain?figure=backlog", "figure")]
    [InlineData("/api/statistics/hours/yesterday?asOf=2026-11-20T08:00:00Z", "hour")]
    [InlineData("/api/statistics/hours/2026-11-20T08:00:00Z/explain", "figure")]
    public async Task What_makes_no_sense_is_refused_by_name(string path, string field) =>
        await (await account.Support.GetAsync(path)).ShouldBlameAsync(field);

    [Fact]
    public async Task A_cursor_that_somebody_made_up_is_refused_by_name()
    {
        const string Hour = "2026-11-20T08:00:00Z";
        var hourly = PageCursor.Write(new GetHourlyStatistics(null, null, 100, null).Question, "yesterday");
        var explain = new ExplainFigure(Hour, "created", 100, null).CursorAt(version: 1, start: -1);

        await (await account.Support.GetAsync($"/api/statistics/hourly?cursor={hourly}")).ShouldBlameAsync("cursor");
        await (await account.Support.GetAsync($"/api/statistics/hours/{Hour}/explain?figure=created&cursor={explain}")).ShouldBlameAsync(
            "cursor"
        );
    }

    [Theory]
    [InlineData("/api/statistics/hours/2001-01-01T00:00:00Z", "hour-not-found")]
    [InlineData("/api/statistics/hours/2001-01-01T00:00:00Z/certificate", "hour-not-found")]
    [InlineData("/api/statistics/hours/2001-01-01T00:00:00Z/explain?figure=created", "hour-not-found")]
    [InlineData("/api/statistics/agents?asOf=2001-01-01T00:00:00Z", "hour-not-found")]
    [InlineData("/api/statistics/hours/2001-01-01T00:00:00Z?version=2", "hour-not-found")]
    public async Task An_hour_that_is_not_there_is_not_found(string path, string code) =>
        await (await account.Support.GetAsync(path)).ShouldBeProblemAsync(HttpStatusCode.NotFound, code);

    [Fact]
    public async Task Statistics_are_for_support_and_admins()
    {
        foreach (var path in (string[])["hourly", "summary", "agents", "hours/x", "hours/x/certificate", "hours/x/explain"])
        {
            using var nobody = account.Client(null);
            using var user = account.Client("user");
            using var admin = account.Client("admin");
            (await nobody.GetAsync($"/api/statistics/{path}")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            (await user.GetAsync($"/api/statistics/{path}")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            var mayAsk = await admin.GetAsync($"/api/statistics/{path}");
            mayAsk.StatusCode.ShouldBe(path.Contains('x') ? HttpStatusCode.BadRequest : HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task An_hour_is_told_as_it_stands_in_the_list_and_in_every_version()
    {
        var listed = (await account.HoursAsync())[^1];
        var path = $"/api/statistics/hours/{listed.GetProperty("hour").GetString()}";

        foreach (var query in (string[])["", "?version=1"])
        {
            var hour = await account.Support.GetFromJsonAsync<JsonElement>(path + query);
            hour.GetProperty("version").GetInt32().ShouldBe(1);
            hour.GetProperty("state").GetString().ShouldBe("final");
            hour.GetProperty("figures").GetRawText().ShouldBe(listed.GetProperty("figures").GetRawText());
        }
        using var other = await account.Support.GetAsync($"{path}?version=2");
        await other.ShouldBeProblemAsync(HttpStatusCode.NotFound, "hour-not-found");
        using var table = await TableAsync(path);
        (await LinesAsync(table)).ShouldBe((await LinesAsync(await TableAsync($"/api/statistics/hourly?from={path[^20..]}"))));
    }

    [Fact]
    public async Task A_certificate_tells_what_an_hour_rests_on()
    {
        var hour = (await account.HoursAsync())[^1].GetProperty("hour").GetString();

        var certified = await account.Support.GetFromJsonAsync<JsonElement>($"/api/statistics/hours/{hour}/certificate");

        certified.GetProperty("hour").GetString().ShouldBe(hour);
        var certificate = certified.GetProperty("certificate");
        certificate.GetProperty("verdict").GetString().ShouldBe("green");
        certificate.GetProperty("facts").GetProperty("sha256").GetString()!.Length.ShouldBe(64);
        var streams = certificate.GetProperty("streams").EnumerateArray().ToList();
        streams.Select(stream => stream.GetProperty("stream").GetString()).ShouldBe(["events", "tickets", "users"]);
        streams.ShouldAllBe(stream => stream.GetProperty("brokenLinks").GetInt64() == 0 && stream.GetProperty("pages").GetInt64() > 0);
    }

    [Theory]
    [InlineData("new")]
    [InlineData("open")]
    [InlineData("pending")]
    [InlineData("hold")]
    public async Task The_backlog_is_explained_status_by_status(string status)
    {
        var hour = (await account.HoursAsync())[^1];
        var backlog = hour.GetProperty("figures").GetProperty("backlog");

        var parts = await account.PartsAsync(
            $"/api/statistics/hours/{hour.GetProperty("hour").GetString()}/explain?figure=backlog.{status}&limit=7"
        );

        parts.Count.ShouldBe(backlog.GetProperty(status).GetInt32());
        parts.Select(part => part.GetProperty("ticketId").GetInt64()).ShouldBeUnique();
        parts
            .Max(part => (long?)part.GetProperty("seconds").GetInt64())
            .GetValueOrDefault()
            .ShouldBeLessThanOrEqualTo(backlog.GetProperty("oldestAgeSeconds").GetInt64());
        parts.ShouldAllBe(part => part.GetProperty("eventIds").GetArrayLength() > 0);
    }

    [Theory]
    [InlineData("24h", 24)]
    [InlineData("7d", 168)]
    [InlineData("30d", 720)]
    public async Task A_summary_is_of_the_hours_of_its_window_and_of_the_most_efficient_agents(string window, int length)
    {
        var hours = (await account.HoursAsync()).TakeLast(length).ToList();
        var agents = await account.Support.GetFromJsonAsync<JsonElement>($"/api/statistics/agents?window={window}");

        var summary = await account.Support.GetFromJsonAsync<JsonElement>($"/api/statistics/summary?window={window}");

        summary.GetProperty("publishedHours").GetInt32().ShouldBe(hours.Count);
        summary.GetProperty("openHours").GetInt32().ShouldBe(0);
        summary
            .GetProperty("figures")
            .GetProperty("resolved")
            .GetInt64()
            .ShouldBe(hours.Sum(hour => hour.GetProperty("figures").GetProperty("resolved").GetInt64()));
        summary
            .GetProperty("winners")
            .EnumerateArray()
            .Select(winner => winner.GetProperty("agentId").GetInt64())
            .ShouldBe(agents.GetProperty("winners").EnumerateArray().Select(winner => winner.GetInt64()));
        var lines = await LinesAsync(await TableAsync($"/api/statistics/summary?window={window}"));
        lines.Length.ShouldBe(2);
        lines[0].ShouldStartWith("window,from,to,publishedHours,openHours,created,");
        lines[0].ShouldEndWith(",backlog.oldestAgeSeconds,winners");
        lines[1].ShouldStartWith($"{window},");
        lines[1].Split(',').Length.ShouldBe(lines[0].Split(',').Length);
    }

    [Fact]
    public async Task The_agents_are_a_table_too()
    {
        var agents = (await account.Support.GetFromJsonAsync<JsonElement>("/api/statistics/agents?window=7d")).GetProperty("agents");

        var lines = await LinesAsync(await TableAsync("/api/statistics/agents?window=7d"));

        lines[0].ShouldStartWith("agentId,name,resolutions,credits,ownedSeconds,creditsPerHour,handling.count,");
        lines
            .Skip(1)
            .Select(line => line.Split(',')[0])
            .ShouldBe(agents.EnumerateArray().Select(agent => agent.GetProperty("agentId").GetRawText()));
    }
}
