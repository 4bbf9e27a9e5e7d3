using Microsoft.Extensions.Options;
using TicketPlatform.Application.Operations;

namespace TicketPlatform.Infrastructure.Zendesk;

/// <summary>Reads the budget that <see cref="PostgresRequestBudget"/> grants from.</summary>
internal sealed class RequestBudgetFigures(NpgsqlDataSource database, IOptions<ZendeskOptions> options, TimeProvider time)
    : IRequestBudgetFigures
{
    private const string Sql = """
        select bucket.name, (select count(*)::int from zendesk_requests where bucket = bucket.name and sent_at > $2),
            (select blocked_until from zendesk_request_budgets where bucket = bucket.name and blocked_until > $3)
        from unnest($1::text[]) as bucket (name)
        """;

    public async Task<IReadOnlyList<BudgetStatus>> ReadAsync(CancellationToken cancellationToken)
    {
        var buckets = Enum.GetValues<RequestBucket>().ToDictionary(RequestBuckets.NameOf, options.Value.PerMinute);
        var now = time.GetUtcNow();
        await using var command = database.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter { Value = buckets.Keys.ToArray() });
        command.Parameters.Add(new NpgsqlParameter { Value = now - PostgresRequestBudget.Window });
        command.Parameters.Add(new NpgsqlParameter { Value = now });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var statuses = new List<BudgetStatus>();
        while (await rows.ReadAsync(cancellationToken))
        {
            var (name, used) = (rows.GetString(0), rows.GetInt32(1));
            var blockedUntil = await rows.IsDBNullAsync(2, cancellationToken)
                ? (DateTimeOffset?)null
                : rows.GetFieldValue<DateTimeOffset>(2);
            statuses.Add(new BudgetStatus(name, buckets[name], used, Math.Max(0, buckets[name] - used), blockedUntil));
        }
        return statuses;
    }
}
