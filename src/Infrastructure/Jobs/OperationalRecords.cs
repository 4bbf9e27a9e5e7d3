using TicketPlatform.Application.Operations;
using TicketPlatform.Infrastructure.Persistence;

namespace TicketPlatform.Infrastructure.Jobs;

internal sealed class OperationalRecords(TicketPlatformDbContext db) : IOperationalRecords
{
    public Task<int> RemoveJobRunsAsync(DateTimeOffset endedBefore, int limit, CancellationToken cancellationToken) =>
        db
            .JobRuns.Where(run =>
                db.JobRuns.Where(old => old.FinishedAt < endedBefore)
                    .OrderBy(old => old.FinishedAt)
                    .Take(limit)
                    .Any(old => old.Id == run.Id)
            )
            .ExecuteDeleteAsync(cancellationToken);

    // One statement, so that nobody sees the lines gone and the floor where it was.
    public Task<int> RemoveListChangesAsync(DateTimeOffset notedBefore, int limit, CancellationToken cancellationToken) =>
        CountAsync(
            """
            with oldest as (
                select id, created_at from outbox order by id limit $2
            ), removed as (
                delete from outbox where id in (select id from oldest where created_at < $1) returning id
            ), raised as (
                update outbox_floor set id = greatest(id, (select max(id) from removed)) where exists (select from removed)
            )
            select count(*)::int from removed
            """,
            notedBefore,
            limit,
            cancellationToken
        );

    public Task<int> RemoveSettledMessagesAsync(DateTimeOffset settledBefore, int limit, CancellationToken cancellationToken) =>
        CountAsync(
            """
            with removed as (
                delete from webhook_inbox where event_id in (
                    select event_id from webhook_inbox where received_at < $1 and applied_at < $1 limit $2)
                returning event_id)
            select count(*)::int from removed
            """,
            settledBefore,
            limit,
            cancellationToken
        );

    public Task<int> RemoveDeadLettersAsync(DateTimeOffset receivedBefore, int limit, CancellationToken cancellationToken) =>
        CountAsync(
            """
            with removed as (
                delete from webhook_inbox where event_id in (
                    select event_id from webhook_inbox where outcome = 'dead' and received_at < $1 order by seq limit $2)
                returning event_id)
            select count(*)::int from removed
            """,
            receivedBefore,
            limit,
            cancellationToken
        );

    public Task<int> RemoveDeliveredNotificationsAsync(DateTimeOffset addedBefore, int limit, CancellationToken cancellationToken) =>
        RemoveNotificationsAsync("state <> 'delivered'", addedBefore, limit, cancellationToken);

    public Task<int> RemoveSettledNotificationsAsync(DateTimeOffset addedBefore, int limit, CancellationToken cancellationToken) =>
        RemoveNotificationsAsync("state = 'pending'", addedBefore, limit, cancellationToken);

    private Task<int> RemoveNotificationsAsync(string keeps, DateTimeOffset before, int limit, CancellationToken cancellationToken) =>
        CountAsync(
            $"""
            with removed as (
                delete from notifications where id in (
                    select id from notifications
                    where created_at < $1
                        and not exists (select from notification_deliveries where notification_id = id and {keeps})
                    order by created_at limit $2)
                returning id)
            select count(*)::int from removed
            """,
            before,
            limit,
            cancellationToken
        );

    private async Task<int> CountAsync(string sql, DateTimeOffset before, int limit, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = db.Command(sql, before, limit);
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public async Task<IReadOnlyList<JobStatus>> LastRunsAsync(CancellationToken cancellationToken)
    {
        // Job by job, because each is one look into the index, and together they have a hundred thousand runs.
        var statuses = new List<JobStatus>();
        foreach (var job in JobCatalogue.All)
        {
            var runs = await db
                .JobRuns.AsNoTracking()
                .Where(run => run.Job == job.Name)
                .OrderByDescending(run => run.StartedAt)
                .Take(2)
                .ToListAsync(cancellationToken);
            var last = runs.FirstOrDefault();
            var isFailing = runs.Count == 2 && runs.TrueForAll(run => run.Outcome is "failed" or "cutOff");
            statuses.Add(new JobStatus(job.Name, last?.Outcome, last?.StartedAt, last?.Error, isFailing));
        }
        return statuses;
    }
}
