using TicketPlatform.Application.Operations;

namespace TicketPlatform.Infrastructure.Operations;

/// <summary>Reads how far the statistics are; open hours have an index of their own.</summary>
internal sealed class StatisticsFigures(NpgsqlDataSource database) : IStatisticsFigures
{
    /// <summary>An hour waits from its end on, or from when it was found or opened anew.</summary>
    public const string WaitingSince =
        "select min(greatest(hour + interval '1 hour', opened_at)) from statistics_hours where state = 'open'";

    private const string Sql = $"""
        select (select max(hour) + interval '1 hour' from statistics_hours where state = 'final'),
            (select count(*) from statistics_hours where state = 'open'),
            ({WaitingSince}),
            (select nullif(reason, '') from statistics_hours where state = 'open' order by hour limit 1)
        """;

    public async Task<StatisticsStatus> ReadAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Sql);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return new StatisticsStatus(Instant(row, 0), row.GetInt64(1), Instant(row, 2), row.IsDBNull(3) ? null : row.GetString(3));
    }

    private static DateTimeOffset? Instant(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}
