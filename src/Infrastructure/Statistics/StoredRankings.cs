using System.Text.Json;
using TicketPlatform.Application.Statistics;
using TicketPlatform.Domain.Statistics;

namespace TicketPlatform.Infrastructure.Statistics;

/// <summary>Reads published rankings back, in the order of their agents.</summary>
internal static class StoredRankings
{
    /// <summary>Takes the hour and the version.</summary>
    public const string Select = """
        select window_name, agent_id, resolutions, billionths, owned_seconds, handling_count, handling_sum, handling_median, handling_p90, rank
        from agent_statistics
        where hour = $1 and version = $2
        order by window_name, rank nulls last, agent_id
        """;

    public static async Task<IReadOnlyList<(AgentWindow Window, AgentRanking Ranking)>> ReadAsync(
        NpgsqlCommand command,
        string remainders,
        CancellationToken cancellationToken
    )
    {
        var agents = new List<(string Window, AgentFigures Agent)>();
        await using (command)
        {
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            while (await row.ReadAsync(cancellationToken))
                agents.Add((row.GetString(0), Agent(row)));
        }
        var others = JsonSerializer.Deserialize(remainders, StatisticsJson.Default.IReadOnlyDictionaryStringWindowRemainder)!;
        var byWindow = agents.ToLookup(agent => agent.Window, agent => agent.Agent);
        return
        [
            .. from window in AgentWindow.All
            let other = others[window.Name]
            select (window, AgentRanking.Of([.. byWindow[window.Name]], other.Unattributed, other.Excluded)),
        ];
    }

    private static AgentFigures Agent(NpgsqlDataReader row) =>
        new(
            row.GetInt64(1),
            row.GetInt64(2),
            row.GetInt64(3),
            row.GetInt64(4),
            DurationFigure.Restored(row.GetInt64(5), row.GetInt64(6), Number(row, 7), Number(row, 8)),
            row.IsDBNull(9) ? null : row.GetInt32(9)
        );

    private static long? Number(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);
}
