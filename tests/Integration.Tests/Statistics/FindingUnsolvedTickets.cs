using Npgsql;
using TicketPlatform.Application.Statistics;
using TicketPlatform.Domain.Statistics;
using TicketPlatform.Infrastructure.Statistics;

namespace TicketPlatform.Integration.Tests.Statistics;

public sealed class FindingUnsolvedTickets : IAsyncLifetime
{
    // Every length at which intervals are kept apart, in hours, and some between and beyond; each a second shorter and longer, too.
    private const string Store = """
        insert into ticket_intervals (ticket_id, from_at, to_at, status, ticket_created_at)
        select row_number() over (), at, at + length, (array['new', 'open', 'pending', 'hold', 'solved', 'closed', 'deleted', 'triage'])[1 + row_number() over () % 8], at
        from unnest(array[1, 2, 6, 20, 36, 100, 216, 800, 1296, 5000, 7776, 30000]) as hours,
            generate_series(-1, 1) as second,
            generate_series(1, 40) as place,
            lateral (select interval '1 hour' * hours + interval '1 second' * second as length) lasting,
            -- Around the instants that are asked for: many end or begin with one of them, or a second beside.
            lateral (
                select timestamptz '2026-11-20T00:00:00Z' + interval '1 hour' * (place % 12) - length * (place % 5) / 4
                    + interval '1 second' * (place % 3 - 1) as at) beginning
        union all
        select 100000 + n, timestamptz '2026-11-20T00:00:00Z' + interval '1 second' * (n - 12) * 1800, null, 'open', '2020-01-01T00:00:00Z'
        from generate_series(1, 40) n
        """;

    private static readonly DateTimeOffset Midnight = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);
    private Platform _platform = null!;

    public async Task InitializeAsync()
    {
        _platform = await Platform.StartAsync();
        await _platform.ExecuteAsync(Store);
    }

    public async Task DisposeAsync() => await _platform.DisposeAsync();

    [Fact]
    public async Task The_backlog_counts_intervals_of_every_length()
    {
        DateTimeOffset[] instants = [.. Enumerable.Range(0, 12).Select(hour => Midnight.AddHours(hour))];

        await using var snapshot = await SnapshotAsync();
        var backlogs = await snapshot.BacklogsAsync(instants, default);

        foreach (var instant in instants)
        {
            backlogs[instant].ShouldBe(await CountedAsync(instant));
            foreach (var (status, count) in ByStatus(backlogs[instant]))
                (await snapshot.UnsolvedAsync(instant, status, 0, 10_000, default)).Count.ShouldBe((int)count);
        }
    }

    [Fact]
    public async Task Their_index_is_used()
    {
        await using var database = NpgsqlDataSource.Create(_platform.Database.ConnectionString + ";Options=-c enable_seqscan=off");
        await using var command = database.CreateCommand(
            "explain (format json) select * from "
                + UnsolvedIntervals
                    .Between.Replace("$1", "now()", StringComparison.Ordinal)
                    .Replace("$2", "now()", StringComparison.Ordinal)
        );

        var plan = (string)(await command.ExecuteScalarAsync())!;

        // Not only named: walked through to where the classes are.
        plan.ShouldContain("ticket_intervals_unsolved");
        plan.ShouldMatch("\"Index Cond\": \"\\(\\(CASE ");
    }

    private Task<IStatisticsSnapshot> SnapshotAsync() =>
        _platform.WithAsync<IStatisticsSource, IStatisticsSnapshot>(source => source.OpenAsync(default));

    private static IEnumerable<(string Status, long Count)> ByStatus(BacklogFigure backlog) =>
        [("new", backlog.New), ("open", backlog.Open), ("pending", backlog.Pending), ("hold", backlog.Hold)];

    /// <summary>By looking at every interval.</summary>
    private async Task<BacklogFigure> CountedAsync(DateTimeOffset instant)
    {
        await using var database = NpgsqlDataSource.Create(_platform.Database.ConnectionString);
        await using var command = database.CreateCommand(
            """
            select count(*) filter (where status = 'new'), count(*) filter (where status in ('open', 'triage')),
                count(*) filter (where status = 'pending'), count(*) filter (where status = 'hold'),
                extract(epoch from $1 - min(ticket_created_at))::bigint
            from ticket_intervals
            where from_at < $1 and (to_at is null or to_at >= $1) and status not in ('solved', 'closed', 'deleted')
            """
        );
        command.Parameters.Add(new NpgsqlParameter { Value = instant });
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        return new BacklogFigure(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4));
    }
}
