using TicketPlatform.Application.Synchronization;
using TicketPlatform.Infrastructure.Persistence;

namespace TicketPlatform.Infrastructure.Synchronization;

internal sealed class LateRows(TicketPlatformDbContext db, TimeProvider time) : ILateRows
{
    public async Task AddAsync(Guid run, string stream, int rows, CancellationToken cancellationToken)
    {
        await using var command = db.Command(
            """
            insert into late_rows (run, stream, rows, noted_at) values ($1, $2, $3, $4)
            on conflict (run) do update set rows = late_rows.rows + excluded.rows, noted_at = excluded.noted_at
            """,
            run,
            stream,
            (long)rows,
            time.GetUtcNow()
        );
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
