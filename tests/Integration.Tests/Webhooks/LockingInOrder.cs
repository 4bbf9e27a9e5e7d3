using Npgsql;
using TicketPlatform.Application.Persistence;
using TicketPlatform.Application.Synchronization;
using TicketPlatform.Application.Tickets;
using TicketPlatform.Application.Users;
using TicketPlatform.Application.Webhooks;
using TicketPlatform.Domain.Synchronization;
using TicketPlatform.Domain.Tickets;
using TicketPlatform.Infrastructure.Outbox;
using TicketPlatform.Infrastructure.Users;
using TicketPlatform.Testing;

namespace TicketPlatform.Integration.Tests.Webhooks;

/// <summary>Two writers never wait for each other: all take the matching, tickets, users, the log, and Zendesk's users, in this order.</summary>
public sealed class LockingInOrder : IAsyncLifetime
{
    private Platform _platform = null!;

    private static TicketContent Printer => Observed.Printer;

    public async Task InitializeAsync()
    {
        _platform = await Platform.StartAsync();
        await _platform.SendAsync(new PutUser(Guid.NewGuid(), "ada@example.com"));
        await _platform.SendAsync(new ApplyZendeskUsers([Observed.User(Printer.RequesterId, "ada@example.com")]));
        await _platform.SendAsync(new ApplyTicketObservations([Observed.Export(1), Observed.Export(2)]));
    }

    public async Task DisposeAsync() => await _platform.DisposeAsync();

    [Fact]
    public async Task Who_waits_for_a_ticket_that_is_only_to_be_read_again_does_not_hold_up_the_log()
    {
        await using var other = await OtherWriter.BeginAsync(_platform.Database.ConnectionString);
        await other.RunAsync("select from tickets where zendesk_id = 2 for update");

        var applying = ApplyAsync(rereads: [2], users: []);
        await _platform.UntilSomebodyWaitsForALockAsync();

        (await other.RunAsync($"select pg_try_advisory_xact_lock({OutboxLog.Lock})")).ShouldBe(true);
        await other.CommitAsync();
        await applying;
        (await _platform.ScalarAsync("select reread_due from tickets where zendesk_id = 2")).ShouldBe(true);
    }

    [Fact]
    public async Task Who_waits_for_the_matching_does_not_hold_a_user()
    {
        await using var other = await OtherWriter.BeginAsync(_platform.Database.ConnectionString);
        await other.RunAsync($"select pg_advisory_xact_lock({RequesterLinks.Lock})");

        var applying = ApplyAsync(rereads: [], users: [777]);
        await _platform.UntilSomebodyWaitsForALockAsync();

        await other.RunAsync(
            "set local lock_timeout = '1s'; insert into zendesk_users (id, name, role, is_active) values (777, '', 'end-user', true)"
        );
        await other.CommitAsync();
        await applying;
        (await _platform.ScalarAsync("select read_due_at is not null from zendesk_users where id = 777")).ShouldBe(true);
    }

    [Fact]
    public async Task Who_only_marks_users_waits_for_the_matching_before_it_holds_one()
    {
        await using var other = await OtherWriter.BeginAsync(_platform.Database.ConnectionString);
        await other.RunAsync($"select pg_advisory_xact_lock({RequesterLinks.Lock})");

        var applying = ApplyAsync(new WebhookNews(null, [], [701, 702], Observed.Noon));
        await _platform.UntilSomebodyWaitsForALockAsync();

        await other.RunAsync(
            "set local lock_timeout = '1s'; insert into zendesk_users (id, name, role, is_active) values (702, '', 'end-user', true)"
        );
        await other.CommitAsync();
        await applying;
        (await _platform.ScalarAsync("select count(*) from zendesk_users where read_due_at is not null")).ShouldBe(2L);
    }

    [Fact]
    public async Task Who_forgets_that_users_were_to_be_read_waits_for_the_matching_before_it_holds_one()
    {
        var due = await UsersToReadAsync(701, 702);
        await using var other = await OtherWriter.BeginAsync(_platform.Database.ConnectionString);
        await other.RunAsync($"select pg_advisory_xact_lock({RequesterLinks.Lock}); select from zendesk_users where id = 702 for update");

        var forgetting = ForgetReadAsync(due);
        await _platform.UntilSomebodyWaitsForALockAsync();

        await other.RunAsync("set local lock_timeout = '1s'; select from zendesk_users where id = 701 for update");
        await other.CommitAsync();
        await forgetting;
        (await _platform.ScalarAsync("select count(*) from zendesk_users where read_due_at is not null")).ShouldBe(0L);
    }

    [Fact]
    public async Task The_tickets_of_merged_users_are_taken_in_one_order_with_those_that_events_name()
    {
        await using var other = await OtherWriter.BeginAsync(_platform.Database.ConnectionString);
        await other.RunAsync("select from tickets where zendesk_id = 1 for update");

        var applying = ApplyAsync(new WebhookNews(null, [2], [Printer.RequesterId], Observed.Noon) { MergesUsers = true });
        await _platform.UntilSomebodyWaitsForALockAsync();

        await other.RunAsync("set local lock_timeout = '1s'; select from tickets where zendesk_id = 2 for update");
        await other.CommitAsync();
        await applying;
        (await _platform.ScalarAsync("select bool_and(reread_due) from tickets")).ShouldBe(true);
    }

    [Fact]
    public async Task Requesters_whom_nobody_knows_are_taken_in_one_order_with_users_that_changed()
    {
        await _platform.SendAsync(new ApplyZendeskUsers([Observed.User(700, "grace@example.com")]));
        await using var other = await OtherWriter.BeginAsync(_platform.Database.ConnectionString);
        await other.RunAsync("select from zendesk_users where id = 700 for update");
        var seen = Observed.Webhook(9, Printer with { RequesterId = 900 });

        var applying = ApplyAsync(new WebhookNews(seen, [], [700], Observed.Noon));
        await _platform.UntilSomebodyWaitsForALockAsync();

        await other.RunAsync(
            "set local lock_timeout = '1s'; insert into zendesk_users (id, name, role, is_active) values (900, '', 'end-user', true)"
        );
        await other.CommitAsync();
        (await applying).ShouldBeTrue();
        (await _platform.ScalarAsync("select array_agg(id order by id) from zendesk_users where read_due_at is not null")).ShouldBe(
            new[] { 700L }
        );
    }

    [Fact]
    public async Task Users_that_were_read_are_taken_in_the_order_of_their_ids()
    {
        var due = await UsersToReadAsync(702, 701);
        await using var other = await OtherWriter.BeginAsync(_platform.Database.ConnectionString);
        await other.RunAsync("select from zendesk_users where id = 701 for update");

        var forgetting = ForgetReadAsync(due);
        await _platform.UntilSomebodyWaitsForALockAsync();

        await other.RunAsync("set local lock_timeout = '1s'; select from zendesk_users where id = 702 for update");
        await other.CommitAsync();
        await forgetting;
        (await _platform.ScalarAsync("select count(*) from zendesk_users where read_due_at is not null")).ShouldBe(0L);
    }

    [Fact]
    public async Task Who_forgets_that_tickets_were_to_be_read_waits_for_the_matching_before_it_holds_one()
    {
        await _platform.ExecuteAsync("update tickets set reread_due = true");
        await using var other = await OtherWriter.BeginAsync(_platform.Database.ConnectionString);
        await other.RunAsync($"select pg_advisory_xact_lock({RequesterLinks.Lock}); select from tickets where zendesk_id = 2 for update");

        var forgetting = _platform.WithAsync<ITicketStore, bool>(async store =>
        {
            await store.ForgetRereadAsync([1, 2], CancellationToken.None);
            return true;
        });
        await _platform.UntilSomebodyWaitsForALockAsync();

        await other.RunAsync("set local lock_timeout = '1s'; select from tickets where zendesk_id = 1 for update");
        await other.CommitAsync();
        await forgetting;
        (await _platform.ScalarAsync("select bool_or(reread_due) from tickets")).ShouldBe(false);
    }

    [Fact]
    public async Task A_page_of_the_recent_past_takes_its_tickets_in_one_order_whether_they_come_late_or_not()
    {
        await using var other = await OtherWriter.BeginAsync(_platform.Database.ConnectionString);
        await other.RunAsync("select from tickets where zendesk_id = 1 for update");
        var receipt = new PageReceipt("next", EndOfStream: true, Rows: 2, NewestVersion: 1, Observed.Noon, "00", [200]);
        var edited = Printer with { Subject = "Late", UpdatedAt = Observed.Noon.AddMinutes(1) };
        var young = edited with { UpdatedAt = Observed.Noon.AddMinutes(9) };
        var page = new TicketPage([Observed.Export(2, young), Observed.Export(1, edited)], [], receipt);

        var storing = StoreAsync(page, watermark: Observed.Noon.AddMinutes(5));
        await _platform.UntilSomebodyWaitsForALockAsync();

        await other.RunAsync("set local lock_timeout = '1s'; select from tickets where zendesk_id = 2 for update");
        await other.CommitAsync();
        await storing;
        (await _platform.ScalarAsync("select sum(rows)::int from late_rows")).ShouldBe(1);
    }

    private async Task<Dictionary<long, DateTimeOffset>> UsersToReadAsync(params long[] ids)
    {
        await _platform.ExecuteAsync(
            $"""
            insert into zendesk_users (id, name, role, is_active, read_due_at)
            select id, '', 'end-user', true, '{Observed.Noon:O}' from unnest(array[{string.Join(',', ids)}]) id
            """
        );
        return ids.ToDictionary(id => id, _ => Observed.Noon);
    }

    private Task<bool> ForgetReadAsync(Dictionary<long, DateTimeOffset> due) =>
        _platform.WithAsync<IRequesterLinks, bool>(async links =>
        {
            await links.ForgetReadAsync(due, CancellationToken.None);
            return true;
        });

    private Task<bool> StoreAsync(TicketPage page, DateTimeOffset watermark) =>
        _platform.WithAsync<IServiceProvider, bool>(scope =>
            scope
                .GetRequiredService<ITicketPlatformDb>()
                .InTransactionAsync(
                    async token =>
                    {
                        var pass = new SyncStream(StreamNames.OverlapOfMinutes);
                        await scope.GetRequiredService<OverlapPageStore>().StoreAsync(pass, page, watermark, token);
                        return true;
                    },
                    CancellationToken.None
                )
        );

    private Task<bool> ApplyAsync(IReadOnlyList<long> rereads, IReadOnlyList<long> users)
    {
        var seen = Observed.Webhook(1, Printer with { Status = TicketStatus.Solved, UpdatedAt = Observed.Noon.AddSeconds(30) });
        return ApplyAsync(new WebhookNews(seen, rereads, users, Observed.Noon.AddSeconds(30)));
    }

    private Task<bool> ApplyAsync(WebhookNews news) =>
        _platform.WithAsync<IServiceProvider, bool>(scope =>
            scope
                .GetRequiredService<ITicketPlatformDb>()
                .InTransactionAsync(token => scope.GetRequiredService<InboxEffects>().ApplyAsync([news], token), CancellationToken.None)
        );

    /// <summary>A transaction that stands still in the middle.</summary>
    private sealed class OtherWriter(NpgsqlConnection connection, NpgsqlTransaction transaction) : IAsyncDisposable
    {
        public static async Task<OtherWriter> BeginAsync(string connectionString)
        {
            var connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync();
            return new OtherWriter(connection, await connection.BeginTransactionAsync());
        }

        public async Task<object?> RunAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection, transaction);
            return await command.ExecuteScalarAsync();
        }

        public Task CommitAsync() => transaction.CommitAsync();

        public async ValueTask DisposeAsync()
        {
            await transaction.DisposeAsync();
            await connection.DisposeAsync();
        }
    }
}
