using System.Text.Json;
using NpgsqlTypes;
using TicketPlatform.Application.Statistics;
using TicketPlatform.Domain.Statistics;
using TicketPlatform.Infrastructure.Persistence;

namespace TicketPlatform.Infrastructure.Statistics;

/// <summary>The statements that publish a version: the hour itself, its agents, and where Zendesk differs.</summary>
internal static class PublicationBatch
{
    public static void Fill(NpgsqlBatch batch, OpenHour hour, PublishedHour published, DateTimeOffset now)
    {
        var remainders = published.Rankings.ToDictionary(
            ranked => ranked.Window.Name,
            ranked => new WindowRemainder(ranked.Ranking.Unattributed, ranked.Ranking.Excluded)
        );
        batch.Add(
            """
            update statistics_hours set
                state = 'final', reason = null, figures = $3, agents = $4, certificate = $5, difference = $6, published_at = $7,
                leased_until = null
            where hour = $1 and version = $2
            """,
            hour.Hour,
            hour.Version,
            published.Figures,
            JsonSerializer.Serialize(remainders, StatisticsJson.Default.IReadOnlyDictionaryStringWindowRemainder),
            published.Certificate,
            new NpgsqlParameter { Value = (object?)published.Difference ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
            now
        );
        AddAgents(batch, hour, published);
        AddDiscrepancies(batch, hour, published.Discrepancies);
    }

    private static void AddAgents(NpgsqlBatch batch, OpenHour hour, PublishedHour published)
    {
        var rows = published
            .Rankings.SelectMany(ranked => ranked.Ranking.Agents, (ranked, agent) => (ranked.Window, Agent: agent))
            .ToList();
        if (rows.Count == 0)
            return;
        batch.Add(
            """
            insert into agent_statistics (
                hour, version, window_name, agent_id, resolutions, billionths, owned_seconds,
                handling_count, handling_sum, handling_median, handling_p90, rank)
            select $1, $2, * from unnest(
                $3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[],
                $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[], $12::integer[])
            """,
            hour.Hour,
            hour.Version,
            rows.Select(row => row.Window.Name).ToArray(),
            rows.Select(row => row.Agent.AgentId).ToArray(),
            rows.Select(row => row.Agent.Resolutions).ToArray(),
            rows.Select(row => row.Agent.Billionths).ToArray(),
            rows.Select(row => row.Agent.OwnedSeconds).ToArray(),
            rows.Select(row => row.Agent.Handling.Count).ToArray(),
            rows.Select(row => row.Agent.Handling.SumSeconds).ToArray(),
            rows.Select(row => row.Agent.Handling.MedianSeconds).ToArray(),
            rows.Select(row => row.Agent.Handling.P90Seconds).ToArray(),
            rows.Select(row => row.Agent.Rank).ToArray()
        );
    }

    private static void AddDiscrepancies(NpgsqlBatch batch, OpenHour hour, IReadOnlyList<Discrepancy> discrepancies)
    {
        if (discrepancies.Count == 0)
            return;
        batch.Add(
            """
            insert into statistics_discrepancies (hour, version, ticket_id, figure, ours, theirs, cause)
            select $1, $2, * from unnest($3::bigint[], $4::text[], $5::bigint[], $6::bigint[], $7::text[])
            """,
            hour.Hour,
            hour.Version,
            discrepancies.Select(each => each.TicketId).ToArray(),
            discrepancies.Select(each => each.Figure).ToArray(),
            discrepancies.Select(each => each.Ours).ToArray(),
            discrepancies.Select(each => each.Theirs).ToArray(),
            discrepancies.Select(each => each.Cause).ToArray()
        );
    }
}
