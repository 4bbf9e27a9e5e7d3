using TicketPlatform.Application.Tickets;
using TicketPlatform.Infrastructure.Persistence;
using TicketPlatform.Infrastructure.Users;

namespace TicketPlatform.Infrastructure.Tickets;

/// <summary>
/// A row per user who was ever read again. A lease is a time in it, so that nothing is held in the database while Zendesk answers, and a
/// holder who died is soon replaced.
/// </summary>
internal sealed class UserRereads(NpgsqlDataSource database, TimeProvider time) : IUserRereads
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(2);

    // However often somebody asks, Zendesk is asked about a user once in this time.
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    // The job that searches takes ten at a time: what waits beyond the next rounds would only keep others waiting.
    private const int MostSearches = 20;

    private const string Begin = """
        with turn as (
            insert into user_rereads as stored (user_id, fence, leased_until)
            select id, 1, $3 from users where id = $1
            on conflict (user_id) do update set fence = stored.fence + 1, leased_until = excluded.leased_until
            where (stored.leased_until is null or stored.leased_until <= $2) and (stored.ended_at is null or stored.ended_at <= $4)
            returning fence
        )
        select (select fence from turn), case when last.leased_until is null and last.ended_at > $4 then last.outcome end,
            owner.email, array(select id from zendesk_users where user_id = owner.id order by id)
        from users owner left join user_rereads last on last.user_id = owner.id
        where owner.id = $1
        """;

    private const string OthersShown = """
        select zendesk_id from tickets
        where user_id = $1 and status <> 'deleted' and is_public and zendesk_id <> all ($2)
        order by zendesk_id
        """;

    // The lock of the matching, shared: nobody gets or loses a requester between the check and the commit.
    private const string LockMatching = "select pg_advisory_xact_lock_shared($1)";

    private const string Prove = """
        update users set reread_at = greatest(reread_at, $4)
        where id = $1 and email = $2 and not exists (select from zendesk_users where user_id = $1 and id <> all ($3))
        """;

    private const string SearchAgain = """
        with waiting as (select count(*) as many from (select from users where search_due and id <> $1 limit $2) searched_for),
        asked as (
            update users set search_due = true
            where id = $1 and not search_due and (select many from waiting) < $2
        )
        select many < $2 or (select search_due from users where id = $1) from waiting
        """;

    private const string End = """
        update user_rereads set leased_until = null, ended_at = $3, outcome = $4 where user_id = $1 and fence = $2
        """;

    public async Task<RereadTurn?> BeginAsync(Guid userId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var command = Command(Begin, userId, now, now + Lease, now - Rest);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken))
            return null;
        if (!row.IsDBNull(0))
            return new RereadTurn(new Reread(userId, row.GetString(2), row.GetFieldValue<long[]>(3), row.GetInt64(0)), null);
        return new RereadTurn(null, row.IsDBNull(1) ? null : Enum.Parse<RefreshOutcome>(row.GetString(1)));
    }

    public async Task<IReadOnlyList<long>> OthersShownAsync(
        Guid userId,
        IReadOnlyCollection<long> except,
        CancellationToken cancellationToken
    )
    {
        await using var command = Command(OthersShown, userId, except.ToArray());
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var ids = new List<long>();
        while (await rows.ReadAsync(cancellationToken))
            ids.Add(rows.GetInt64(0));
        return ids;
    }

    public async Task ProveAsync(Reread reread, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        // One implicit transaction, whose second statement sees what was committed before it got the lock.
        await using var batch = database.CreateBatch();
        batch.Add(LockMatching, RequesterLinks.Lock);
        batch.Add(Prove, reread.UserId, reread.Email, reread.Requesters.ToArray(), asOf);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<bool> SearchAgainAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var command = Command(SearchAgain, userId, MostSearches);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    public async Task EndAsync(Reread reread, RefreshOutcome outcome, CancellationToken cancellationToken)
    {
        await using var command = Command(End, reread.UserId, reread.Fence, time.GetUtcNow(), outcome.ToString());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private NpgsqlCommand Command(string sql, params ReadOnlySpan<object> values)
    {
        var command = database.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }
}
