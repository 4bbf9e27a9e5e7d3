using Microsoft.Extensions.Configuration;
using TicketPlatform.Application.Operations;
using TicketPlatform.Infrastructure.Persistence;

namespace TicketPlatform.Infrastructure.Operations;

/// <summary>Reads PostgreSQL's own statistics of this database, on a connection of its own: a pool that is used up is one of the things looked for.</summary>
internal sealed class DatabaseFigures(IConfiguration configuration) : IDatabaseFigures
{
    private const string Connection = "TicketPlatform status";

    private const string HowToInstall =
        "Set shared_preload_libraries = 'pg_stat_statements' on the server, restart it, and run in this database: "
        + "create extension pg_stat_statements; grant pg_read_all_stats to the platform's role.";

    private const string Overview = """
        select current_setting('server_version'), pg_database_size(current_database()),
            (select blks_hit::double precision / nullif(blks_hit + blks_read, 0) from pg_stat_database where datname = current_database()),
            current_setting('max_connections')::integer,
            (select extract(epoch from clock_timestamp() - min(xact_start))::double precision from pg_stat_activity
                where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend')
        """;

    private const string Connections = """
        select coalesce(nullif(application_name, ''), 'unnamed'), count(*)::integer,
            (count(*) filter (where state = 'active' and pid <> pg_backend_pid()))::integer,
            (count(*) filter (where state like 'idle in transaction%'))::integer,
            (count(*) filter (where wait_event_type = 'Lock'))::integer
        from pg_stat_activity where datname = current_database() and backend_type = 'client backend'
        group by 1 order by 2 desc
        """;

    // Sizes as the last vacuum noted them: to measure a table now, PostgreSQL locks it, and would wait for the very lock that is looked for.
    private const string Tables = """
        select relname::text,
            (select sum(part.relpages)::bigint * current_setting('block_size')::bigint from pg_class part
                where part.oid in (relid, (select reltoastrelid from pg_class where oid = relid))
                    or part.oid in (select indexrelid from pg_index where indrelid = relid)),
            n_live_tup, n_dead_tup, seq_scan, coalesce(idx_scan, 0),
            greatest(last_vacuum, last_autovacuum), greatest(last_analyze, last_autoanalyze)
        from pg_stat_user_tables order by 2 desc limit 20
        """;

    private const string Indexes = """
        select indexrelname::text, usage.relname::text, relpages::bigint * current_setting('block_size')::bigint, idx_scan
        from pg_stat_user_indexes usage join pg_class on pg_class.oid = indexrelid
        order by 3 desc limit 40
        """;

    private const string Waiting = """
        select waiting.pid, extract(epoch from clock_timestamp() - waiting.query_start)::double precision, left(waiting.query, 500),
            pg_blocking_pids(waiting.pid), left(blocking.query, 500), blocking.state
        from pg_stat_activity waiting
            left join pg_stat_activity blocking on blocking.pid = (pg_blocking_pids(waiting.pid))[1]
        where waiting.datname = current_database() and waiting.wait_event_type = 'Lock'
        order by 2 desc limit 20
        """;

    private const string Statements = """
        select left(regexp_replace(query, '\s+', ' ', 'g'), 500), calls, total_exec_time, mean_exec_time, max_exec_time,
            rows::double precision / greatest(calls, 1), (shared_blks_hit + shared_blks_read)::double precision / greatest(calls, 1)
        from pg_stat_statements
        -- What is explained is kept with its values.
        where dbid = (select oid from pg_database where datname = current_database()) and query not ilike 'explain%'
        order by total_exec_time desc limit 20
        """;

    public async Task<DatabaseStatus> ReadAsync(CancellationToken cancellationToken)
    {
        // Metrics name the connections by this and not by their connection string.
        await using var database = new NpgsqlDataSourceBuilder(Settings) { Name = Connection }.Build();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var (version, size, hitRate, maximum, longest) = (
            await RowsAsync(
                connection,
                Overview,
                row => (row.GetString(0), row.GetInt64(1), Number(row, 2), row.GetInt32(3), Number(row, 4)),
                cancellationToken
            )
        )[0];
        return new DatabaseStatus(
            version,
            size,
            hitRate is { } rate ? Math.Round(rate, 4) : null,
            await ConnectionsAsync(connection, maximum, cancellationToken),
            await StatementsAsync(connection, cancellationToken),
            await RowsAsync(connection, Tables, Table, cancellationToken),
            await RowsAsync(
                connection,
                Indexes,
                row => new IndexStatus(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3)),
                cancellationToken
            ),
            await RowsAsync(connection, Waiting, WaitingFor, cancellationToken),
            longest is { } seconds ? Math.Round(seconds, 1) : null
        );
    }

    private string Settings =>
        new NpgsqlConnectionStringBuilder(DatabaseServices.ConnectionString(configuration))
        {
            ApplicationName = Connection,
            Pooling = false,
            Timeout = 3,
            CommandTimeout = 4,
        }.ConnectionString;

    private static async Task<ConnectionsStatus> ConnectionsAsync(
        NpgsqlConnection connection,
        int maximum,
        CancellationToken cancellationToken
    )
    {
        var applications = await RowsAsync(
            connection,
            Connections,
            row =>
                (
                    Name: row.GetString(0),
                    Total: row.GetInt32(1),
                    Active: row.GetInt32(2),
                    IdleInTransaction: row.GetInt32(3),
                    Waiting: row.GetInt32(4)
                ),
            cancellationToken
        );
        return new ConnectionsStatus(
            maximum,
            applications.Sum(each => each.Total),
            applications.Sum(each => each.Active),
            applications.Sum(each => each.IdleInTransaction),
            applications.Sum(each => each.Waiting),
            applications.ToDictionary(each => each.Name, each => each.Total)
        );
    }

    private static async Task<StatementsStatus> StatementsAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            return new StatementsStatus(Available: true, null, await RowsAsync(connection, Statements, Statement, cancellationToken));
        }
        // The view is not there; or it is, and the library is not loaded.
        catch (PostgresException missing)
            when (missing.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.ObjectNotInPrerequisiteState)
        {
            return new StatementsStatus(Available: false, HowToInstall, []);
        }
    }

    private static async Task<List<T>> RowsAsync<T>(
        NpgsqlConnection connection,
        string sql,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<T>();
        while (await rows.ReadAsync(cancellationToken))
            found.Add(read(rows));
        return found;
    }

    private static TableStatus Table(NpgsqlDataReader row) =>
        new(
            row.GetString(0),
            row.GetInt64(1),
            row.GetInt64(2),
            row.GetInt64(3),
            row.GetInt64(4),
            row.GetInt64(5),
            row.IsDBNull(6) ? null : row.GetFieldValue<DateTimeOffset>(6),
            row.IsDBNull(7) ? null : row.GetFieldValue<DateTimeOffset>(7)
        );

    private static WaitingStatus WaitingFor(NpgsqlDataReader row) =>
        new(
            row.GetInt32(0),
            Math.Round(row.GetDouble(1), 1),
            row.GetString(2),
            row.GetFieldValue<int[]>(3),
            row.IsDBNull(4) ? null : row.GetString(4),
            row.IsDBNull(5) ? null : row.GetString(5)
        );

    private static StatementStatus Statement(NpgsqlDataReader row) =>
        new(
            row.GetString(0),
            row.GetInt64(1),
            Math.Round(row.GetDouble(2), 1),
            Math.Round(row.GetDouble(3), 3),
            Math.Round(row.GetDouble(4), 1),
            Math.Round(row.GetDouble(5), 1),
            Math.Round(row.GetDouble(6), 1)
        );

    private static double? Number(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDouble(column);
}
