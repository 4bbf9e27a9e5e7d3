using TicketPlatform.Application.Operations;

namespace TicketPlatform.Infrastructure.Operations;

/// <summary>Reads how far the statistics are; open hours and unknown statuses have an index of their own.</summary>
internal sealed class StatisticsFigures(NpgsqlDataSource database, TimeProvider time) : IStatisticsFigures
{
    /// <summary>An hour waits from its end on, or from when it was found or opened anew.</summary>
    public const string WaitingSince =
        "select min(greatest(hour + interval '1 hour', opened_at)) from statistics_hours where state = 'open'";

    private const string Sql = $"""
        with unexplained as (
            select distinct hour from statistics_discrepancies join statistics_hours using (hour, version)
            where cause in ('unexplained', 'gone') and state = 'final' and published_at > $1
        )
        select (select max(hour) + interval '1 hour' from statistics_hours where state = 'final'),
            (select count(*) from statistics_hours where state = 'open'),
            ({WaitingSince}),
            (select reason from statistics_hours where state = 'open' order by hour limit 1),
            array(select hour from unexplained order by hour desc limit 10),
            (select count(*) from unexplained),
            array(
                select distinct status from tickets
                where status not in ('new', 'open', 'pending', 'hold', 'solved', 'closed', 'deleted')
                order by status limit 10)
        """;

    private static readonly TimeSpan Recent = TimeSpan.FromDays(2);

    public async Task<StatisticsStatus> ReadAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter { Value = time.GetUtcNow() - Recent });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return new StatisticsStatus(
            Instant(row, 0),
            row.GetInt64(1),
            Instant(row, 2),
            row.IsDBNull(3) ? null : row.GetString(3),
            row.GetFieldValue<DateTimeOffset[]>(4),
            row.GetInt64(5),
            row.GetFieldValue<string[]>(6)
        );
    }

    private static DateTimeOffset? Instant(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}
