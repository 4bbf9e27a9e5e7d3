using NpgsqlTypes;
using TicketPlatform.Application.Statistics;
using TicketPlatform.Domain.Statistics;

namespace TicketPlatform.Infrastructure.Statistics;

internal sealed class StatisticsReader(NpgsqlDataSource database) : IStatisticsReader
{
    private const string InTurn = "It has its turn after the hours before it, once all users and events were read for the first time.";

    // A published hour of which a newer version is being made says why.
    private const string Columns = $"""
        shown.hour, shown.version, shown.state,
            coalesce(shown.reason, (
                select reason from statistics_hours newer
                where newer.hour = shown.hour and newer.state = 'open' and shown.state = 'final'),
                case when shown.state = 'open' then '{InTurn}' end),
            shown.figures, shown.certificate, shown.difference, shown.published_at
        """;

    private const string IsShown = """
        (shown.state = 'final'
            or shown.state = 'open' and not exists (
                select from statistics_hours other where other.hour = shown.hour and other.state = 'final'))
        """;

    public async Task<IReadOnlyList<StoredHour>> HoursAsync(
        DateTimeOffset from,
        DateTimeOffset to,
        int limit,
        CancellationToken cancellationToken
    )
    {
        await using var command = Command(
            $"select {Columns} from statistics_hours shown where hour >= $1 and hour < $2 and {IsShown} order by hour limit $3",
            from,
            to,
            limit
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var hours = new List<StoredHour>();
        while (await row.ReadAsync(cancellationToken))
            hours.Add(Hour(row));
        return hours;
    }

    public async Task<StoredHour?> HourAsync(DateTimeOffset hour, int? version, CancellationToken cancellationToken)
    {
        await using var command = Command(
            $"select {Columns} from statistics_hours shown where hour = $1 and (version = $2 or ($2 is null and {IsShown}))",
            hour,
            new NpgsqlParameter { Value = (object?)version ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer }
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? Hour(row) : null;
    }

    public async Task<DateTimeOffset?> LastPublishedAsync(CancellationToken cancellationToken)
    {
        await using var command = Command("select hour from statistics_hours where state = 'final' order by hour desc limit 1");
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? row.GetFieldValue<DateTimeOffset>(0) : null;
    }

    public async Task<(
        IReadOnlyList<(AgentWindow Window, AgentRanking Ranking)> Rankings,
        IReadOnlyDictionary<long, string> Names
    )?> RankingsAsync(DateTimeOffset hour, CancellationToken cancellationToken)
    {
        int version;
        string remainders;
        await using (var published = Command("select version, agents from statistics_hours where hour = $1 and state = 'final'", hour))
        {
            await using var row = await published.ExecuteReaderAsync(cancellationToken);
            if (!await row.ReadAsync(cancellationToken))
                return null;
            (version, remainders) = (row.GetInt32(0), row.GetString(1));
        }
        var rankings = await StoredRankings.ReadAsync(Command(StoredRankings.Select, hour, version), remainders, cancellationToken);
        return (rankings, await NamesAsync(hour, version, cancellationToken));
    }

    public async Task<IReadOnlyList<Discrepancy>> DiscrepanciesAsync(
        DateTimeOffset hour,
        int version,
        int limit,
        CancellationToken cancellationToken
    )
    {
        await using var command = Command(
            """
            select ticket_id, figure, ours, theirs, cause from statistics_discrepancies
            where hour = $1 and version = $2 order by ticket_id, figure limit $3
            """,
            hour,
            version,
            limit
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var discrepancies = new List<Discrepancy>();
        while (await row.ReadAsync(cancellationToken))
            discrepancies.Add(
                new Discrepancy(
                    row.GetInt64(0),
                    row.GetString(1),
                    row.IsDBNull(2) ? null : row.GetInt64(2),
                    row.IsDBNull(3) ? null : row.GetInt64(3),
                    row.GetString(4)
                )
            );
        return discrepancies;
    }

    private async Task<IReadOnlyDictionary<long, string>> NamesAsync(DateTimeOffset hour, int version, CancellationToken cancellationToken)
    {
        await using var command = Command(
            """
            select id, name from zendesk_users
            where id in (select agent_id from agent_statistics where hour = $1 and version = $2) and name <> ''
            """,
            hour,
            version
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var names = new Dictionary<long, string>();
        while (await row.ReadAsync(cancellationToken))
            names.Add(row.GetInt64(0), row.GetString(1));
        return names;
    }

    private static StoredHour Hour(NpgsqlDataReader row) =>
        new(
            row.GetFieldValue<DateTimeOffset>(0),
            row.GetInt32(1),
            row.GetString(2),
            Text(row, 3),
            Text(row, 4),
            Text(row, 5),
            Text(row, 6),
            row.IsDBNull(7) ? null : row.GetFieldValue<DateTimeOffset>(7)
        );

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private NpgsqlCommand Command(string sql, params ReadOnlySpan<object> parameters)
    {
        var command = database.CreateCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter as NpgsqlParameter ?? new NpgsqlParameter { Value = parameter });
        return command;
    }
}
