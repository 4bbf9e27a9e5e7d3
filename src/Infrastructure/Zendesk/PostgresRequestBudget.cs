using Microsoft.Extensions.Options;
using TicketPlatform.Application.Zendesk;
using TicketPlatform.Infrastructure.Persistence;

namespace TicketPlatform.Infrastructure.Zendesk;

/// <summary>
/// A sliding window of one minute per bucket in the database, so that all nodes draw on one budget. Lower lanes stop
/// earlier: what they leave is there for the ones above. A lane may also have a share that is counted by itself.
/// </summary>
internal sealed class PostgresRequestBudget(NpgsqlDataSource database, IOptions<ZendeskOptions> options, TimeProvider time) : IRequestBudget
{
    /// <summary>How long a request counts.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);

    // Updating the row locks it until the batch ends: grants of one bucket happen one after the other.
    private const string Lock = """
        insert into zendesk_request_budgets (bucket, blocked_until) values ($1, null)
        on conflict (bucket) do update set bucket = excluded.bucket
        """;

    private const string Forget = "delete from zendesk_requests where bucket = $1 and sent_at <= $2";

    private const string Grant = """
        insert into zendesk_requests (bucket, lane, sent_at)
        select $1, $2, $3
        where not exists (select from zendesk_request_budgets where bucket = $1 and blocked_until > $3)
          and (select count(*) from zendesk_requests where bucket = $1) < $4
          and (select count(*) from zendesk_requests where bucket = $1 and lane = $2) < $5
        """;

    // With a ceiling of n, a request is free again when the n-th newest one leaves the window.
    private const string FreeAgain = """
        select greatest(
            (select blocked_until from zendesk_request_budgets where bucket = $1),
            (select sent_at + $3 from zendesk_requests where bucket = $1 order by sent_at desc offset $2 limit 1),
            (select sent_at + $3 from zendesk_requests where bucket = $1 and lane = $4 order by sent_at desc offset $5 limit 1))
        """;

    private const string Block = """
        insert into zendesk_request_budgets (bucket, blocked_until) values ($1, $2)
        on conflict (bucket) do update
        set blocked_until = greatest(zendesk_request_budgets.blocked_until, excluded.blocked_until)
        """;

    public async Task<TimeSpan?> TakeAsync(RequestBucket bucket, RequestLane lane, CancellationToken cancellationToken)
    {
        var (name, now) = (RequestBuckets.NameOf(bucket), time.GetUtcNow());
        var (ceiling, share) = LimitsOf(bucket, lane);
        await using var batch = database.CreateBatch();
        batch.Add(Lock, name);
        batch.Add(Forget, name, now - Window);
        var grant = batch.Add(Grant, name, (short)lane, now, ceiling, share);
        batch.Add(FreeAgain, name, ceiling - 1, Window, (short)lane, share - 1);

        var freeAgain = await batch.ExecuteScalarAsync(cancellationToken) as DateTime?;
        if (grant.RecordsAffected == 1)
            return null;
        var wait = freeAgain - now.UtcDateTime;
        return wait > ShortestWait ? wait : ShortestWait;
    }

    public async Task BlockAsync(RequestBucket bucket, TimeSpan wait, CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch();
        batch.Add(Block, RequestBuckets.NameOf(bucket), time.GetUtcNow() + wait);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>How many requests the bucket may hold when the lane is granted one, and how many of them may be the lane's own.</summary>
    private (int Ceiling, int Share) LimitsOf(RequestBucket bucket, RequestLane lane)
    {
        var capacity = options.Value.PerMinute(bucket);
        var (ceiling, share) = lane switch
        {
            RequestLane.Live => (100, 100),
            // Three of ten: a long history must not make the tickets wait, which are asked for six times a minute.
            RequestLane.Statistics => (90, 30),
            RequestLane.Reconciliation => (80, 80),
            // Callers decide how much they ask, so half is the most; a little above the backfill, since somebody waits.
            RequestLane.ReadThrough => (75, 50),
            _ => (70, 70),
        };
        return (PartOf(capacity, ceiling), PartOf(capacity, share));
    }

    private static int PartOf(int capacity, int percent) => Math.Max(1, (int)((long)capacity * percent / 100));
}
