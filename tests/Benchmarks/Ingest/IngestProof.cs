using Npgsql;
using TicketPlatform.Dev;

namespace TicketPlatform.Benchmarks.Ingest;

/// <summary>What sync_pages says about the first walk over the ticket export.</summary>
/// <param name="Pages">Until the first end of the stream.</param>
/// <param name="Rows">On all these pages.</param>
/// <param name="TimedRows">Those stored after the first page, whose time is the start.</param>
/// <param name="Elapsed">From the first stored page to the last.</param>
/// <param name="Breaks">Pages that do not start where the one before them ended, or that have a number too many or too few.</param>
internal sealed record PageChain(long Pages, long Rows, long TimedRows, TimeSpan Elapsed, long Breaks)
{
    public double RowsPerSecond => TimedRows / Elapsed.TotalSeconds;
}

/// <summary>Asks the database what came of the backfill.</summary>
internal sealed class IngestProof(NpgsqlDataSource database)
{
    private const string Chain = """
        with pages as (
            select page.*, lag(cursor_out) over (order by seq) as expected, lag(seq) over (order by seq) as previous
            from sync_pages page
            where run = (select run from sync_streams where name = 'tickets')
              and seq <= (select min(seq) from sync_pages ended
                  where ended.end_of_stream and ended.run = (select run from sync_streams where name = 'tickets')))
        select count(*), sum(rows), sum(rows) filter (where previous is not null), max(stored_at) - min(stored_at),
            count(*) filter (where previous is not null and (cursor_in is distinct from expected or seq <> previous + 1))
                + count(*) filter (where previous is null and cursor_in is not null)
        from pages
        """;

    /// <summary>Rows read so far, and whether the end of the stream was reached.</summary>
    public async Task<(long Rows, bool Complete, string? Error)> ProgressAsync(CancellationToken cancellationToken)
    {
        await using var select = database.CreateCommand(
            "select rows, watermark is not null, last_error from sync_streams where name = 'tickets'"
        );
        await using var row = await select.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return (row.GetInt64(0), row.GetBoolean(1), row.IsDBNull(2) ? null : row.GetString(2));
    }

    public async Task<long> TicketsAsync(CancellationToken cancellationToken)
    {
        await using var select = database.CreateCommand("select count(*) from tickets");
        return (long)(await select.ExecuteScalarAsync(cancellationToken))!;
    }

    public async Task<long> OwnedTicketsAsync(CancellationToken cancellationToken)
    {
        await using var select = database.CreateCommand("select count(*) from tickets where user_id is not null");
        return (long)(await select.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <exception cref="CommandFailedException">The chain has a gap, or too few pages to be timed.</exception>
    public async Task<PageChain> ChainAsync(CancellationToken cancellationToken)
    {
        await using var select = database.CreateCommand(Chain);
        await using var row = await select.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        if (row.GetInt64(0) < 2)
            throw new CommandFailedException("the export fits one page, which cannot be timed; ask for more --tickets");
        var chain = new PageChain(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetTimeSpan(3), row.GetInt64(4));
        return chain.Breaks == 0
            ? chain
            : throw new CommandFailedException($"the cursor chain in sync_pages is broken in {chain.Breaks} places");
    }
}
