using TicketPlatform.Application.Reconciliation;
using TicketPlatform.Infrastructure.Persistence;

namespace TicketPlatform.Infrastructure.Reconciliation;

/// <summary>Reads what is counted already, and counts only what is few: every count here is answered by an index of its own.</summary>
internal sealed class ReconciliationFiguresReader(TicketPlatformDbContext db, TimeProvider time) : IReconciliationFigures
{
    private const string Sql = """
        select (select count(*) from ticket_gaps where disposition = 'recovered'),
            (select count(*) from ticket_gaps where disposition = 'unexplained'),
            sample.compared, sample.differing, sample.open,
            (select coalesce(sum(rows), 0)::bigint from late_rows where noted_at > $1),
            (select count(*) from tickets where reread_due)
        from (
            select (count(*) filter (where verdict in ('same', 'differs')))::int as compared,
                (count(*) filter (where verdict = 'differs'))::int as differing,
                (count(*) filter (where verdict = 'open'))::int as open
            from ticket_samples where picked_at > $1) sample
        """;

    public async Task<ReconciliationFigures> ReadAsync(TimeSpan window, CancellationToken cancellationToken)
    {
        var audit = await db
            .MirrorAudits.AsNoTracking()
            .Where(audit => audit.FinishedAt != null)
            .OrderByDescending(audit => audit.BegunAt)
            .FirstOrDefaultAsync(cancellationToken);

        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = db.Command(Sql, time.GetUtcNow() - window);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return new ReconciliationFigures(
            audit,
            row.GetInt64(0),
            row.GetInt64(1),
            row.GetInt32(2),
            row.GetInt32(3),
            row.GetInt32(4),
            row.GetInt64(5),
            row.GetInt64(6)
        );
    }
}
