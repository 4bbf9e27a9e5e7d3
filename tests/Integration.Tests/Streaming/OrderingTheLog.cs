using Npgsql;
using TicketPlatform.Application.Outbox;
using TicketPlatform.Application.Persistence;
using TicketPlatform.Application.Tickets;
using TicketPlatform.Application.Users;
using TicketPlatform.Testing;

namespace TicketPlatform.Integration.Tests.Streaming;

public sealed class OrderingTheLog(PlatformHost host) : IClassFixture<PlatformHost>
{
    [Fact]
    public async Task Whoever_appends_first_commits_first_although_the_other_is_quicker()
    {
        var user = Guid.NewGuid();
        await using var slow = host.Services.CreateAsyncScope();
        var appended = new TaskCompletionSource();
        var mayCommit = new TaskCompletionSource();
        var first = AppendAsync(slow.ServiceProvider, user, ticket: 1, appended, mayCommit.Task);
        await appended.Task;

        await using var quick = host.Services.CreateAsyncScope();
        var second = AppendAsync(quick.ServiceProvider, user, ticket: 2, new TaskCompletionSource(), Task.CompletedTask);
        await WaitingForTheLogAsync();
        (await LogAsync(user)).ShouldBeEmpty();

        mayCommit.SetResult();
        await Task.WhenAll(first, second);
        (await LogAsync(user)).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Followers_miss_nothing_while_many_write_at_once()
    {
        var (user, requester) = (Guid.NewGuid(), Random.Shared.NextInt64(1_000, long.MaxValue / 4));
        await host.AddUserAsync(user, requester);
        await using var stream = await EventStream.OpenAsync(host.User(user), user);
        await stream.ExpectAsync("ready");
        var tickets = Enumerable.Range(0, 120).Select(i => requester + i).ToList();

        await Parallel.ForEachAsync(
            tickets,
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (ticket, token) =>
                await host.SendAsync(
                    new ApplyTicketObservations([Observed.Export(ticket, Observed.Printer with { RequesterId = requester })]),
                    token
                )
        );

        var (seen, last) = (new List<long>(), 0L);
        while (seen.Count < tickets.Count)
        {
            var told = await stream.ExpectAsync("ticket");
            var id = long.Parse(told.Id!, null);
            id.ShouldBeGreaterThan(last);
            last = id;
            seen.Add(told.Ticket);
        }
        seen.ShouldBe(tickets, ignoreOrder: true);
    }

    [Fact]
    public async Task Followers_of_alerts_miss_nothing_while_many_write_at_once()
    {
        await using var stream = await EventStream.OpenAlertsAsync(host.Admin());
        await stream.ExpectAsync("ready");
        var first = Random.Shared.NextInt64(1_000, long.MaxValue / 4);
        var before = await ScalarAsync("select coalesce(max(id), 0) from alert_events");

        await Parallel.ForEachAsync(
            Enumerable.Range(1, 12),
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (number, token) => await OverloadAsync(first + 10 * number, token)
        );

        var stored = (string[])(await ScalarAsync($"select array_agg(alert_id || ' ' || kind) from alert_events where id > {before}"))!;
        var (seen, last) = (new List<string>(), 0L);
        while (seen.Count < stored.Length)
        {
            var told = await stream.ExpectAsync("alert");
            var id = long.Parse(told.Id!, null);
            id.ShouldBeGreaterThan(last);
            last = id;
            seen.Add($"{told.Data.GetProperty("id").GetString()} {told.Kind}");
        }
        seen.ShouldBe(stored, ignoreOrder: true);
    }

    // Too many tickets for a user, one more, and then another user's.
    private async Task OverloadAsync(long requester, CancellationToken cancellationToken)
    {
        var user = Guid.NewGuid();
        var content = Observed.Printer with { RequesterId = requester };
        await host.AddUserAsync(user, requester, cancellationToken);
        foreach (var tickets in new[] { Enumerable.Range(0, 4), Enumerable.Range(4, 1) })
            await host.SendAsync(
                new ApplyTicketObservations([.. tickets.Select(ticket => Observed.Export(requester + ticket, content))]),
                cancellationToken
            );
        await host.SendAsync(new PutUser(user, $"{user:N}@elsewhere.example"), cancellationToken);
    }

    private static async Task AppendAsync(
        IServiceProvider services,
        Guid user,
        long ticket,
        TaskCompletionSource appended,
        Task mayCommit
    ) =>
        await services
            .GetRequiredService<ITicketPlatformDb>()
            .InTransactionAsync(
                async token =>
                {
                    await services.GetRequiredService<IOutbox>().AppendAsync([], [new ListChange(user, ticket, OpenTickets: 1)], token);
                    appended.SetResult();
                    await mayCommit;
                    return true;
                },
                CancellationToken.None
            );

    private async Task WaitingForTheLogAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        const string Waiting =
            "select exists (select from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database()))";
        while (await ScalarAsync(Waiting) is not true)
            await Task.Delay(TimeSpan.FromMilliseconds(5), limit.Token);
    }

    private async Task<long[]> LogAsync(Guid user) =>
        (long[])
            (
                await ScalarAsync(
                    $"select coalesce(array_agg(zendesk_id order by id), array[]::bigint[]) from outbox where user_id = '{user}'"
                )
            )!;

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var command = host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
