using TicketPlatform.Application.Statistics;
using TicketPlatform.Infrastructure.Persistence;

namespace TicketPlatform.Infrastructure.Statistics;

internal sealed class StatisticsHours(TicketPlatformDbContext db) : IStatisticsHours
{
    // Two that reopen hours at once would wait for each other's.
    private const long Reopening = 0x6f70_656e_686f_7572;

    private const string LearnedLate = "Something that happened before its end was learned after it was published.";

    public async Task OpenAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        // Once the first hour there can be is there, only what has ended since is missing.
        await RunAsync(
            """
            with known as (
                select min(hour) as first, max(hour) as last from statistics_hours
            ), fact as (
                select date_trunc('hour', min(at), 'UTC') as first from ticket_events
            )
            insert into statistics_hours (hour, version, state, opened_at)
            select hour, 1, 'open', $1
            from known, fact, generate_series(
                case when known.first <= fact.first then known.last else fact.first end,
                date_trunc('hour', $1::timestamptz, 'UTC') - interval '1 hour',
                interval '1 hour') as hour
            on conflict do nothing
            """,
            cancellationToken,
            now
        );

    public async Task ReopenAsync(DateTimeOffset since, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await RunAsync("select pg_advisory_xact_lock($1)", cancellationToken, Reopening);
        // Whoever computes an open hour may not have seen the change: the hour is taken away first, and waits for them if they are about to
        // publish it. What they have published by then is found by the second statement. Whoever leases an hour from now on sees that
        // changes wait, or what was derived from them.
        await RunAsync(
            """
            update statistics_hours set fence = fence + 1, leased_until = null
            where state = 'open' and leased_until is not null and hour > $1::timestamptz - interval '1 hour'
            """,
            cancellationToken,
            since
        );
        await RunAsync(
            $"""
            insert into statistics_hours (hour, version, state, reason, opened_at)
            select hour, version + 1, 'open', '{LearnedLate}', $2
            from statistics_hours
            where state = 'final' and hour > $1::timestamptz - interval '1 hour'
            on conflict do nothing
            """,
            cancellationToken,
            since,
            now
        );
    }

    public async Task<IReadOnlyList<OpenHour>> LeaseAsync(
        int count,
        DateTimeOffset now,
        TimeSpan duration,
        CancellationToken cancellationToken
    )
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = db.Command(
            """
            with earliest as (
                select hour, version, leased_until from statistics_hours where state = 'open' order by hour limit $1 for update
            )
            update statistics_hours lease set leased_until = $3, fence = fence + 1
            from earliest
            where lease.hour = earliest.hour and lease.version = earliest.version
                and not exists (select from earliest where leased_until > $2)
            returning lease.hour, lease.version, lease.fence
            """,
            count,
            now,
            now + duration
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var leased = new List<OpenHour>();
        while (await row.ReadAsync(cancellationToken))
            leased.Add(new OpenHour(row.GetFieldValue<DateTimeOffset>(0), row.GetInt32(1), row.GetInt64(2)));
        return [.. leased.OrderBy(hour => hour.Hour)];
    }

    public async Task<PublishedHour?> FinalAsync(DateTimeOffset hour, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = db.Command(
            "select version, figures, agents, certificate from statistics_hours where hour = $1 and state = 'final'",
            hour
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken))
            return null;
        var (version, figures, remainders, certificate) = (row.GetInt32(0), row.GetString(1), row.GetString(2), row.GetString(3));
        await row.DisposeAsync();
        var rankings = await StoredRankings.ReadAsync(db.Command(StoredRankings.Select, hour, version), remainders, cancellationToken);
        return new PublishedHour(figures, rankings, certificate, Difference: null, []);
    }

    public async Task<bool> PublishAsync(OpenHour hour, PublishedHour published, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await using (
            var command = db.Command(
                """
                with claimed as (
                    select hour, version from statistics_hours
                    where hour = $1 and version = $2 and fence = $3 and state = 'open' for update
                ), restated as (
                    update statistics_hours former set state = 'restated' from claimed
                    where former.hour = claimed.hour and former.state = 'final'
                )
                select count(*)::int from claimed
                """,
                hour.Hour,
                hour.Version,
                hour.Fence
            )
        )
            if ((int)(await command.ExecuteScalarAsync(cancellationToken))! == 0)
                return false;
        await using (var batch = db.Batch())
        {
            PublicationBatch.Fill(batch, hour, published, now);
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    public async Task<bool> WithdrawAsync(OpenHour hour, CancellationToken cancellationToken) =>
        await RunAsync(
            "delete from statistics_hours where hour = $1 and version = $2 and fence = $3 and state = 'open'",
            cancellationToken,
            hour.Hour,
            hour.Version,
            hour.Fence
        ) == 1;

    public async Task ReleaseAsync(IReadOnlyCollection<OpenHour> hours, string? reason, CancellationToken cancellationToken)
    {
        if (hours.Count == 0)
            return;
        await RunAsync(
            $"""
            update statistics_hours lease set leased_until = null,
                reason = coalesce(
                    case when lease.hour = $4 then nullif($5, '') end, case when lease.version > 1 then '{LearnedLate}' end)
            from unnest($1::timestamptz[], $2::integer[], $3::bigint[]) as released (hour, version, fence)
            where lease.hour = released.hour and lease.version = released.version and lease.fence = released.fence and lease.state = 'open'
            """,
            cancellationToken,
            hours.Select(hour => hour.Hour).ToArray(),
            hours.Select(hour => hour.Version).ToArray(),
            hours.Select(hour => hour.Fence).ToArray(),
            hours.First().Hour,
            reason ?? ""
        );
    }

    private async Task<int> RunAsync(string sql, CancellationToken cancellationToken, params object[] parameters)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = db.Command(sql, parameters);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
