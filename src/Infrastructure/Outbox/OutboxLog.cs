using TicketPlatform.Application.Outbox;
using TicketPlatform.Domain.Alerts;
using TicketPlatform.Infrastructure.Alerts;
using TicketPlatform.Infrastructure.Persistence;

namespace TicketPlatform.Infrastructure.Outbox;

internal sealed class OutboxLog(TicketPlatformDbContext db, TimeProvider time) : IOutbox
{
    /// <summary>The channel on which listeners are woken.</summary>
    public const string Channel = "outbox";

    // Ids are taken before the commit. Held from the first id until the commit, this lock makes the order of ids the order of
    // commits: a reader that has seen an id has seen all smaller ones.
    private const string Order = "select pg_advisory_xact_lock(8031155013911110245)";

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

    public async Task AppendAsync(IReadOnlyCollection<ListChange> changes, CancellationToken cancellationToken)
    {
        if (changes.Count == 0)
            return;
        var distinct = changes.DistinctBy(change => (change.UserId, change.TicketId)).ToArray();
        await WriteAsync(
            Insert,
            [Array.ConvertAll(distinct, change => change.UserId), Array.ConvertAll(distinct, change => change.TicketId), time.GetUtcNow()],
            cancellationToken
        );
    }

    public async Task AppendAsync(IReadOnlyCollection<AlertEpisode> episodes, CancellationToken cancellationToken)
    {
        var lines = episodes.SelectMany(episode => episode.Events, (episode, happened) => (episode.State, happened.Kind)).ToArray();
        if (lines.Length == 0)
            return;
        await WriteAsync(
            InsertAlerts,
            [
                Array.ConvertAll(lines, line => line.State.UserId),
                Array.ConvertAll(lines, line => line.State.Id),
                Array.ConvertAll(lines, line => AlertRow.Name(line.Kind)),
                time.GetUtcNow(),
            ],
            cancellationToken
        );
    }

    public Task ResetAsync(CancellationToken cancellationToken) => WriteAsync(InsertReset, [time.GetUtcNow()], cancellationToken);

    private async Task WriteAsync(string insert, object[] values, CancellationToken cancellationToken)
    {
        await using var batch = db.Batch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Order));
        var command = new NpgsqlBatchCommand(insert);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        batch.BatchCommands.Add(command);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Wake));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
