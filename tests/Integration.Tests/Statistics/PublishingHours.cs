using System.Text.Json;
using TicketPlatform.Testing;

namespace TicketPlatform.Integration.Tests.Statistics;

[Collection(nameof(PublishedAccount))]
public sealed class PublishingHours(PublishedAccount account)
{
    private string Database => account.Mirror.Platform.Database.ConnectionString;

    [Fact]
    public async Task Every_hour_since_the_first_ticket_equals_the_truth()
    {
        var hours = await account.HoursAsync();
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
        foreach (var hour in (await account.HoursAsync()).Skip(24).Where((_, index) => index % 7 == 0))
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
        foreach (var hour in await account.HoursAsync())
        {
            var figure = hour.GetProperty("figures").GetProperty("fullResolution");
            var count = figure.GetProperty("count").GetInt32();
            if (count < 2)
                continue;
            var parts = await account.PartsAsync(
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
        var hours = (await account.HoursAsync()).TakeLast(24).Select(hour => hour.GetProperty("figures")).ToList();

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
    public async Task As_of_a_later_hour_what_was_reopened_or_deleted_since_is_not_resolved()
    {
        var hours = await account.HoursAsync();
        var end = hours[^1].GetProperty("hour").GetDateTimeOffset().AddHours(1).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
        using var simulator = new HttpClient { BaseAddress = account.Mirror.Zendesk.BaseAddress };
        var truth = (await simulator.GetFromJsonAsync<JsonElement>($"/_simulator/truth/hourly?asOf={end}")).GetProperty("hours");
        var (then, now) = (0L, 0L);
        foreach (var (hour, later) in hours.Zip(truth.EnumerateArray()).SkipLast(1))
        {
            var name = hour.GetProperty("hour").GetString();
            var computed = await account.Support.GetFromJsonAsync<JsonElement>($"/api/statistics/hours/{name}?asOf={end}");

            computed.GetProperty("state").GetString().ShouldBe("computed");
            later.GetProperty("hour").GetString().ShouldBe(name);
            computed.GetProperty("figures").GetRawText().ShouldBe(later.GetProperty("figures").GetRawText(), name);
            then += hour.GetProperty("figures").GetProperty("resolved").GetInt64();
            now += computed.GetProperty("figures").GetProperty("resolved").GetInt64();
        }
        now.ShouldBeLessThan(then);
    }

    // Names are escaped in one way here and in another there.
    private static string Normal(string json) => JsonSerializer.Serialize(JsonDocument.Parse(json).RootElement);
}
