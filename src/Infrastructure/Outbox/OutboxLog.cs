using TicketPlatform.Application.Outbox;
using TicketPlatform.Domain.Alerts;
using TicketPlatform.Infrastructure.Alerts;
using TicketPlatform.Infrastructure.Persistence;

namespace TicketPlatform.Infrastructure.Outbox;

internal sealed class OutboxLog(TicketPlatformDbContext db, TimeProvider time) : IOutbox
{
    /// <summary>The channel on which listeners are woken.</summary>
    public const string Channel = "outbox";

    /// <summary>
    /// The advisory lock of whoever writes. Ids are taken before the commit: held from the first id until the commit, it makes the order of
    /// ids the order of commits, so that a reader that has seen an id has seen all smaller ones.
    /// </summary>
    public const long Lock = 8031155013911110245;

    private const string Order = "select pg_advisory_xact_lock($1)";

    private const string Insert = """
        insert into outbox (user_id, zendesk_id, created_at)
        select user_id, zendesk_id, $3 from unnest($1::uuid[], $2::bigint[]) with ordinality as change (user_id, zendesk_id, place)
        order by place
        """;

    private const string InsertAlerts = """
        insert into outbox (user_id, alert_id, happened, created_at)
        select user_id, alert_id, happened, $4
        from unnest($1::uuid[], $2::uuid[], $3::text[]) with ordinality as event (user_id, alert_id, happened, place)
        order by place
        """;

    private const string InsertReset = "insert into outbox (user_id, zendesk_id, created_at) values (null, null, $1)";

    private const string Wake = $"select pg_notify('{Channel}', '')";

    public async Task AppendAsync(
        IReadOnlyCollection<AlertEpisode> episodes,
        IReadOnlyCollection<ListChange> changes,
        CancellationToken cancellationToken
    )
    {
        await using var batch = db.Batch();
        batch.Add(Order, Lock);
        AddAlerts(batch, [.. episodes.SelectMany(episode => episode.Events, (episode, happened) => (episode.State, happened.Kind))]);
        AddLists(batch, [.. changes.DistinctBy(change => (change.UserId, change.TicketId))]);
        if (batch.BatchCommands.Count == 1)
            return;
        batch.Add(Wake);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task ResetAsync(CancellationToken cancellationToken)
    {
        await using var batch = db.Batch();
        batch.Add(Order, Lock);
        batch.Add(InsertReset, time.GetUtcNow());
        batch.Add(Wake);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private void AddAlerts(NpgsqlBatch batch, (AlertState Alert, AlertEventKind Happened)[] lines)
    {
        if (lines.Length > 0)
            batch.Add(
                InsertAlerts,
                Array.ConvertAll(lines, line => line.Alert.UserId),
                Array.ConvertAll(lines, line => line.Alert.Id),
                Array.ConvertAll(lines, line => AlertRow.Name(line.Happened)),
                time.GetUtcNow()
            );
    }

    private void AddLists(NpgsqlBatch batch, ListChange[] lines)
    {
        if (lines.Length > 0)
            batch.Add(
                Insert,
                Array.ConvertAll(lines, line => line.UserId),
                Array.ConvertAll(lines, line => line.TicketId),
                time.GetUtcNow()
            );
    }
}
