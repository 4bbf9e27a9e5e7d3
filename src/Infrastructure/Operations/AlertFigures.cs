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

    private const string Sql = $"""
        select current.open, current.unacknowledged, current.escalated, proof.at, proof.repaired
        from ({Current}) current
        cross join (select max(finished_at) as at, coalesce(sum(repaired), 0)::bigint as repaired from alert_proofs) proof
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
