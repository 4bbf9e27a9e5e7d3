using System.Globalization;
using System.Text.Json;
using TicketPlatform.Application.Statistics;

namespace TicketPlatform.Testing;

/// <summary>Compares the published rankings of agents with the simulator's own account of them.</summary>
public static class AgentComparison
{
    private static readonly string[] Windows = ["24h", "7d", "30d"];

    /// <summary>One line per property of a ranking that says anything else than the truth; none when all are equal.</summary>
    /// <param name="simulator">Its address.</param>
    /// <param name="ends">Of the hours with which the windows end.</param>
    /// <param name="ask">Asks the platform.</param>
    public static async Task<IReadOnlyList<string>> DifferencesAsync(
        Uri simulator,
        IEnumerable<DateTimeOffset> ends,
        Func<GetAgentStatistics, Task<AgentStatistics>> ask
    )
    {
        using var http = new HttpClient { BaseAddress = simulator };
        var differences = new List<string>();
        foreach (var asOf in ends.Select(end => end.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)))
        foreach (var window in Windows)
        {
            var answer = await http.GetStringAsync(new Uri($"/_simulator/truth/agents?window={window}&asOf={asOf}", UriKind.Relative));
            using var truth = JsonDocument.Parse(answer);
            var told = JsonSerializer.SerializeToElement(
                await ask(new GetAgentStatistics(window, asOf)),
                StatisticsJson.Default.AgentStatistics
            );
            differences.AddRange(
                from expected in truth.RootElement.EnumerateObject()
                let ours = told.GetProperty(expected.Name)
                where !JsonElement.DeepEquals(ours, expected.Value)
                select $"agents {window} as of {asOf} {expected.Name}: {ours.GetRawText()}, in truth {expected.Value.GetRawText()}"
            );
        }
        return differences;
    }
}
