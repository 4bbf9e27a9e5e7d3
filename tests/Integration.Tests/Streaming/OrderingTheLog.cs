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
        await host.SendAsync(new PutUser(user, $"{user:N}@example.com"));
        await host.SendAsync(new ApplyZendeskUsers([Observed.User(requester, $"{user:N}@example.com")]));
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
                    await services.GetRequiredService<IOutbox>().AppendAsync([new ListChange(user, ticket, CountsOtherwise: true)], token);
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
