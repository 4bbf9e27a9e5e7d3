using Microsoft.Extensions.Options;
using TicketPlatform.Application.Webhooks;
using TicketPlatform.Infrastructure.Persistence;
using TicketPlatform.Infrastructure.Zendesk;

namespace TicketPlatform.Infrastructure.Webhooks;

/// <summary>
/// Keeps deliveries. How many wait is counted once a second, and when what was added since would reach the limit, so that the limit costs
/// nothing per delivery; it may be exceeded by what arrives at other nodes within that second.
/// </summary>
internal sealed class WebhookInbox(InboxDatabase database, IOptions<ZendeskOptions> options, TimeProvider time) : IWebhookInbox
{
    private const string Insert = """
        insert into webhook_inbox (event_id, type, subject_id, webhook_id, invocation_id, body, received_at, due_at, outcome, error)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        on conflict (event_id) do update set duplicates = webhook_inbox.duplicates + 1
        returning duplicates
        """;

    private const string Count = "select count(*) from (select from webhook_inbox where due_at is not null limit $1) waiting";

    private const int LongestId = 100;
    private static readonly TimeSpan CountEvery = TimeSpan.FromSeconds(1);

    private long _counted;
    private long _added;
    private long _countAt;

    public async Task<InboxReceipt> AddAsync(NewInboxMessage message, CancellationToken cancellationToken)
    {
        if (await IsFullAsync(cancellationToken))
            return InboxReceipt.Full;

        await using var command = database.CreateCommand(Insert);
        var values = command.Parameters;
        var settled = message.Error is not null;
        values.Add(new NpgsqlParameter<string> { TypedValue = message.EventId });
        values.Add(new NpgsqlParameter<string> { TypedValue = message.Head.Type });
        values.Add(new NpgsqlParameter<long?> { TypedValue = message.Head.SubjectId });
        values.Add(new NpgsqlParameter<string?> { TypedValue = Short(message.Delivery.WebhookId) });
        values.Add(new NpgsqlParameter<string?> { TypedValue = Short(message.Delivery.InvocationId) });
        values.Add(new NpgsqlParameter<ReadOnlyMemory<byte>> { TypedValue = message.Delivery.Body });
        values.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = message.ReceivedAt });
        values.Add(new NpgsqlParameter<DateTimeOffset?> { TypedValue = settled ? null : message.ReceivedAt });
        values.Add(new NpgsqlParameter<string?> { TypedValue = settled ? InboxOutcome.Dead : null });
        values.Add(new NpgsqlParameter<string?> { TypedValue = message.Error });
        var duplicates = (int)(await command.ExecuteScalarAsync(cancellationToken).WaitAsync(cancellationToken))!;
        if (duplicates > 0)
            return InboxReceipt.Duplicate;
        Interlocked.Increment(ref _added);
        return InboxReceipt.Kept;
    }

    private async Task<bool> IsFullAsync(CancellationToken cancellationToken)
    {
        var due = Volatile.Read(ref _countAt);
        var now = time.GetUtcNow().UtcTicks;
        // Whoever moves the mark counts; the others go on with the estimate.
        if (now >= due && Interlocked.CompareExchange(ref _countAt, now + CountEvery.Ticks, due) == due)
            await CountAsync(cancellationToken);
        else if (Waiting >= Limit && Volatile.Read(ref _added) > 0)
            await CountAsync(cancellationToken);
        return Waiting >= Limit;
    }

    private int Limit => options.Value.WebhookInboxLimit;

    private long Waiting => Volatile.Read(ref _counted) + Volatile.Read(ref _added);

    private async Task CountAsync(CancellationToken cancellationToken)
    {
        Volatile.Write(ref _added, 0);
        await using var command = database.CreateCommand(Count);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Limit });
        Volatile.Write(ref _counted, (long)(await command.ExecuteScalarAsync(cancellationToken).WaitAsync(cancellationToken))!);
    }

    private static string? Short(string? id) => id?.Cut(LongestId);
}
