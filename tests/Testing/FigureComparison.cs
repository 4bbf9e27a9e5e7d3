using System.Globalization;
using System.Text.Json;
using Npgsql;

namespace TicketPlatform.Testing;

/// <summary>Compares the published hours with the simulator's own account of them, figure by figure.</summary>
public static class FigureComparison
{
    /// <summary>
    /// One line per hour that is not published although it has ended, or that says anything else than the truth; none when all are equal.
    /// </summary>
    /// <param name="connectionString">Of the platform's database.</param>
    /// <param name="simulator">Its address.</param>
    /// <param name="endedBy">Hours that end later are left out; all that have ended without it.</param>
    public static async Task<IReadOnlyList<string>> DifferencesAsync(string connectionString, Uri simulator, DateTimeOffset? endedBy = null)
    {
        using var http = new HttpClient { BaseAddress = simulator };
        await using var truth = await http.GetStreamAsync(
            endedBy is { } end
                ? $"/_simulator/truth/hourly?to={end.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}"
                : "/_simulator/truth/hourly"
        );
        using var told = await JsonDocument.ParseAsync(truth);
        var published = await PublishedAsync(connectionString);
        return [.. told.RootElement.GetProperty("hours").EnumerateArray().SelectMany(hour => Differences(hour, published))];
    }

    private static IEnumerable<string> Differences(JsonElement truth, Dictionary<string, string> published)
    {
        var hour = truth.GetProperty("hour").GetString()!;
        if (!published.TryGetValue(hour, out var figures))
        {
            yield return $"{hour} is not published";
            yield break;
        }
        using var ours = JsonDocument.Parse(figures);
        foreach (var figure in truth.GetProperty("figures").EnumerateObject())
        {
            var (expected, told) = (figure.Value.GetRawText(), ours.RootElement.GetProperty(figure.Name).GetRawText());
            if (expected != told)
                yield return $"{hour} {figure.Name}: {told}, in truth {expected}";
        }
    }

    private static async Task<Dictionary<string, string>> PublishedAsync(string connectionString)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var command = database.CreateCommand("select hour, figures from statistics_hours where state = 'final'");
        await using var row = await command.ExecuteReaderAsync();
        var hours = new Dictionary<string, string>();
        while (await row.ReadAsync())
            hours.Add(
                row.GetFieldValue<DateTimeOffset>(0).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                row.GetString(1)
            );
        return hours;
    }
}
