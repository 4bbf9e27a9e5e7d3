using System.Text.Json;
using Npgsql;
using TicketPlatform.Application.Statistics;

namespace TicketPlatform.Testing;

/// <summary>Compares published agents with the simulator's own account of them.</summary>
public static class AgentComparison
{
    private const int Every = 11;

    /// <summary>One line per window, as of every eleventh published hour, that says anything else than the truth.</summary>
    public static async Task<IReadOnlyList<string>> DifferencesAsync(PlatformNode node, string connectionString, Uri simulator)
    {
        using var http = new HttpClient { BaseAddress = simulator };
        var differences = new List<string>();
        foreach (var end in await EndsAsync(connectionString))
        foreach (var window in (string[])["24h", "7d", "30d"])
        {
            var answer = await node.SendAsync(new GetAgentStatistics(window, end));
            var ours = JsonSerializer.SerializeToElement(answer.Value, StatisticsJson.Default.AgentStatistics);
            using var theirs = JsonDocument.Parse(await http.GetStringAsync($"/_simulator/truth/agents?window={window}&asOf={end}"));
            if (!JsonElement.DeepEquals(ours, theirs.RootElement))
                differences.Add($"agents, {window} as of {end}: {ours.GetRawText()}, in truth {theirs.RootElement.GetRawText()}");
        }
        return differences;
    }

    private static async Task<IReadOnlyList<string>> EndsAsync(string connectionString)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var command = database.CreateCommand(
            $"""
            select to_char(hour at time zone 'UTC' + interval '1 hour', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
            from (select hour, row_number() over (order by hour desc) - 1 as age from statistics_hours where state = 'final') hours
            where age % {Every} = 0 order by hour
            """
        );
        await using var row = await command.ExecuteReaderAsync();
        var ends = new List<string>();
        while (await row.ReadAsync())
            ends.Add(row.GetString(0));
        return ends;
    }
}
