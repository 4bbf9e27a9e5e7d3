using TicketPlatform.Application.Operations;

namespace TicketPlatform.Infrastructure.Operations;

/// <summary>Reads figures of the alerts; the open ones are few and have an index of their own.</summary>
internal sealed class AlertFigures(NpgsqlDataSource database) : IAlertFigures
{
    /// <summary>How many are open, and how many of them nobody takes care of, or exceeded the second threshold.</summary>
    public const string Current = """
        select count(*) as open, count(*) filter (where acknowledged_at is null) as unacknowledged, count(escalated_at) as escalated
        from alerts where closed_at is null
        """;

    /// <summary>When a proof was last complete; the newest but the one being made, so the index finds it.</summary>
    public const string ProvenAt = """
        (select finished_at from alert_proofs where finished_at is not null order by begun_at desc limit 1)
        """;

    private const string Sql = $"""
        select current.*, {ProvenAt}, (select coalesce(sum(repaired), 0)::bigint from alert_proofs) from ({Current}) current
        """;

    public async Task<AlertsStatus> ReadAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Sql);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return new AlertsStatus(
            row.GetInt64(0),
            row.GetInt64(1),
            row.GetInt64(2),
            row.IsDBNull(3) ? null : row.GetFieldValue<DateTimeOffset>(3),
            row.GetInt64(4)
        );
    }
}
