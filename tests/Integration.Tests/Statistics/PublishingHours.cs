using System.Globalization;
using System.Net;
using System.Text.Json;
using TicketPlatform.Application.Statistics;
using TicketPlatform.Domain.Kernel;
using TicketPlatform.Integration.Tests.Rest;
using TicketPlatform.Testing;

namespace TicketPlatform.Integration.Tests.Statistics;

public sealed class PublishingHours(PublishedAccount account) : IClassFixture<PublishedAccount>
{
    private string Database => account.Mirror.Platform.Database.ConnectionString;

    [Fact]
    public async Task Every_hour_since_the_first_ticket_equals_the_truth()
    {
        var hours = await HoursAsync(account.Support);
        using var simulator = new HttpClient { BaseAddress = account.Mirror.Zendesk.BaseAddress };
        var truth = (await simulator.GetFromJsonAsync<JsonElement>("/_simulator/truth/hourly")).GetProperty("hours").EnumerateArray();

        hours.Count.ShouldBeGreaterThan(100);
        hours
            .Select(hour => (hour.GetProperty("hour").GetString(), hour.GetProperty("figures").GetRawText()))
            .ShouldBe(truth.Select(hour => (hour.GetProperty("hour").GetString(), hour.GetProperty("figures").GetRawText())));
        hours.ShouldAllBe(hour => hour.GetProperty("state").GetString() == "final");
    }

    [Theory]
    [InlineData("24h")]
    [InlineData("7d")]
    [InlineData("30d")]
    public async Task The_agents_of_every_window_equal_the_truth(string window)
    {
        using var simulator = new HttpClient { BaseAddress = account.Mirror.Zendesk.BaseAddress };
        var winners = 0;
        foreach (var hour in (await HoursAsync(account.Support)).Skip(24).Where((_, index) => index % 7 == 0))
        {
            var asOf = hour.GetProperty("hour").GetDateTimeOffset().AddHours(1).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
            var ours = await account.Support.GetStringAsync($"/api/statistics/agents?window={window}&asOf={asOf}");
            var theirs = await simulator.GetStringAsync($"/_simulator/truth/agents?window={window}&asOf={asOf}");

            Normal(ours).ShouldBe(Normal(theirs), $"window {window} as of {asOf}");
            winners += JsonDocument.Parse(ours).RootElement.GetProperty("winners").GetArrayLength();
        }
        winners.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Every_certificate_holds_and_Zendesk_says_the_same() =>
        (await CertificateComparison.DifferencesAsync(Database)).ShouldBeEmpty();

    [Fact]
    public async Task A_figure_can_be_computed_by_hand_from_what_explains_it()
    {
        var explained = 0;
        foreach (var hour in await HoursAsync(account.Support))
        {
            var figure = hour.GetProperty("figures").GetProperty("fullResolution");
            var count = figure.GetProperty("count").GetInt32();
            if (count < 2)
                continue;
            var parts = await PartsAsync(
                $"/api/statistics/hours/{hour.GetProperty("hour").GetString()}/explain?figure=fullResolution&limit=1"
            );

            parts.Count.ShouldBe(count);
            parts.Sum(part => part.GetProperty("seconds").GetInt64()).ShouldBe(figure.GetProperty("sumSeconds").GetInt64());
            parts.ShouldAllBe(part =>
                part.GetProperty("seconds").GetInt64()
                == (long)(part.GetProperty("at").GetDateTimeOffset() - part.GetProperty("createdAt").GetDateTimeOffset()).TotalSeconds
            );
            parts.ShouldAllBe(part => part.GetProperty("eventIds").GetArrayLength() > 1);
            if (++explained == 3)
                break;
        }
        explained.ShouldBe(3);
    }

    [Fact]
    public async Task The_summary_adds_up_the_hours_of_its_window()
    {
        var hours = (await HoursAsync(account.Support)).TakeLast(24).Select(hour => hour.GetProperty("figures")).ToList();

        var summary = await account.Support.GetFromJsonAsync<JsonElement>("/api/statistics/summary?window=24h");

        summary.GetProperty("publishedHours").GetInt32().ShouldBe(24);
        var figures = summary.GetProperty("figures");
        figures.GetProperty("created").GetInt64().ShouldBe(hours.Sum(hour => hour.GetProperty("created").GetInt64()));
        figures
            .GetProperty("fullResolution")
            .GetProperty("sumSeconds")
            .GetInt64()
            .ShouldBe(hours.Sum(hour => hour.GetProperty("fullResolution").GetProperty("sumSeconds").GetInt64()));
        summary.GetProperty("backlog").GetRawText().ShouldBe(hours[^1].GetProperty("backlog").GetRawText());
    }

    [Fact]
    public async Task As_of_a_later_hour_what_was_reopened_since_is_not_resolved()
    {
        var hours = await HoursAsync(account.Support);
        var end = hours[^1].GetProperty("hour").GetDateTimeOffset().AddHours(1).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
        var (then, now) = (0L, 0L);
        foreach (var hour in hours.SkipLast(1))
        {
            var path = $"/api/statistics/hours/{hour.GetProperty("hour").GetString()}";
            var later = await account.Support.GetFromJsonAsync<JsonElement>($"{path}?asOf={end}");
            later.GetProperty("state").GetString().ShouldBe("computed");
            then += hour.GetProperty("figures").GetProperty("resolved").GetInt64();
            now += later.GetProperty("figures").GetProperty("resolved").GetInt64();
        }
        now.ShouldBeLessThan(then);
    }

    [Fact]
    public async Task Hours_are_paged_without_gap_or_repetition()
    {
        var all = (await HoursAsync(account.Support)).Select(hour => hour.GetProperty("hour").GetString()).ToList();

        (await HoursAsync(account.Support, "limit=7")).Select(hour => hour.GetProperty("hour").GetString()).ShouldBe(all);
        (await HoursAsync(account.Support, $"from={all[3]}&to={all[9]}&limit=4"))
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
    public async Task What_explains_a_figure_is_a_table_too()
    {
        var hour = (await HoursAsync(account.Support)).First(hour => hour.GetProperty("figures").GetProperty("resolved").GetInt64() > 1);
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
    [InlineData("/api/statistics/agents?asOf=2001-01-01T00:00:00Z", "hour-not-published")]
    public async Task An_hour_that_is_not_there_is_not_found(string path, string code) =>
        await (await account.Support.GetAsync(path)).ShouldBeProblemAsync(HttpStatusCode.NotFound, code);

    [Fact]
    public async Task Statistics_are_for_support_and_admins()
    {
        foreach (var path in (string[])["hourly", "summary", "agents", "hours/x", "hours/x/certificate", "hours/x/explain"])
        {
            using var nobody = account.Client(null);
            using var user = account.Client("user");
            (await nobody.GetAsync($"/api/statistics/{path}")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            (await user.GetAsync($"/api/statistics/{path}")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }
    }

    private static async Task<List<JsonElement>> HoursAsync(HttpClient client, string query = "limit=1000")
    {
        var hours = new List<JsonElement>();
        for (string? cursor = null, next = ""; next is not null; cursor = next)
        {
            var page = await client.GetFromJsonAsync<JsonElement>(
                $"/api/statistics/hourly?{query}{(cursor is null ? "" : $"&cursor={cursor}")}"
            );
            hours.AddRange(page.GetProperty("hours").EnumerateArray());
            next = page.GetProperty("page").GetProperty("next").GetString();
        }
        return hours;
    }

    private async Task<List<JsonElement>> PartsAsync(string path)
    {
        var parts = new List<JsonElement>();
        for (string? cursor = null, next = ""; next is not null; cursor = next)
        {
            var page = await account.Support.GetFromJsonAsync<JsonElement>(path + (cursor is null ? "" : $"&cursor={cursor}"));
            parts.AddRange(page.GetProperty("parts").EnumerateArray());
            next = page.GetProperty("page").GetProperty("next").GetString();
        }
        return parts;
    }

    // Names are escaped in one way here and in another there.
    private static string Normal(string json) => JsonSerializer.Serialize(JsonDocument.Parse(json).RootElement);
}
