using Npgsql;

namespace TicketPlatform.Testing;

/// <summary>The proof that no page was skipped, as a reader of the database would make it.</summary>
public static class CursorChain
{
    /// <summary>Every place where a page does not follow the one before it; empty when the chains are unbroken.</summary>
    public static async Task<IReadOnlyList<string>> BreaksAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            select stream || ' ' || run || ' page ' || seq
            from (
                select stream, run, seq, cursor_in,
                    lag(cursor_out) over chain as cursor_before, coalesce(lag(seq) over chain, 0) as seq_before
                from sync_pages
                window chain as (partition by run order by seq)) page
            where seq <> seq_before + 1 or cursor_in is distinct from cursor_before
            """,
            connection
        );
        await using var rows = await command.ExecuteReaderAsync();
        var breaks = new List<string>();
        while (await rows.ReadAsync())
            breaks.Add(rows.GetString(0));
        return breaks;
    }
}
