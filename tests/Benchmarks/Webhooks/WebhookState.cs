using Npgsql;

namespace TicketPlatform.Benchmarks.Webhooks;

/// <summary>Looks into the database of the product.</summary>
internal sealed class WebhookState(NpgsqlDataSource database)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits until no message is due any more.</summary>
    public async Task RestAsync(CancellationToken cancellationToken)
    {
        while (await ScalarAsync("select exists (select from webhook_inbox where due_at is not null)", cancellationToken) is true)
            await Task.Delay(Pause, cancellationToken);
    }

    /// <summary>Waits until the first synchronisation is complete.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        while (
            await ScalarAsync(
                "select bool_and(watermark is not null) from sync_streams where name in ('tickets', 'users')",
                cancellationToken
            )
                is not true
        )
            await Task.Delay(Pause, cancellationToken);
    }

    public async Task<long> WithSubjectAsync(string subject, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("select count(*) from tickets where subject = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = subject });
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public async Task<long> DeadAsync(CancellationToken cancellationToken) =>
        (long)(await ScalarAsync("select count(*) from webhook_inbox where outcome = 'dead'", cancellationToken))!;

    private async Task<object?> ScalarAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(sql);
        return await command.ExecuteScalarAsync(cancellationToken);
    }
}
