using System.Net;
using System.Text.Json;
using Npgsql;
using TicketPlatform.Application.Tickets;
using TicketPlatform.Testing;

namespace TicketPlatform.Integration.Tests.Rest;

/// <summary>On a cluster of its own, because only a server that has loaded pg_stat_statements at its start can tell of statements.</summary>
public sealed class TellingTheDatabase : IAsyncLifetime
{
    private PrivateCluster _cluster = null!;
    private PlatformHost _host = null!;

    public async Task InitializeAsync()
    {
        _cluster = await PrivateCluster.StartAsync(
            new() { Settings = new Dictionary<string, string> { ["shared_preload_libraries"] = "pg_stat_statements" } }
        );
        await _cluster.CreateDatabaseAsync("platform");
        _host = await PlatformHost.StartAsync(new Dictionary<string, string>(), _cluster.ConnectionString("platform"));
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task It_tells_the_slowest_statements_and_who_waits_for_whom()
    {
        var without = (await StatusAsync()).GetProperty("statements");
        without.GetProperty("available").GetBoolean().ShouldBeFalse();
        without.GetProperty("howToInstall").GetString().ShouldNotBeNull().ShouldContain("create extension pg_stat_statements");

        await _host.ExecuteAsync($"create extension pg_stat_statements");
        await _host.SendAsync(new ApplyTicketObservations([Observed.Export(41)]));
        await using var holder = await OpenAsync();
        await using var transaction = await holder.BeginTransactionAsync();
        await RunAsync(
            holder,
            "update tickets set fence = fence where zendesk_id = 41 and subject <> 'a secret value' and (select count(*) from pg_sleep(0.3)) = 1"
        );
        await using var waiter = await OpenAsync();
        var waiting = RunAsync(waiter, "update tickets set fence = fence + 1 where zendesk_id = 41");

        var status = await UntilAsync(status => status.GetProperty("waiting").GetArrayLength() > 0);

        var blocked = status.GetProperty("waiting")[0];
        blocked.GetProperty("process").GetInt32().ShouldBe(waiter.ProcessID);
        blocked.GetProperty("blockedBy")[0].GetInt32().ShouldBe(holder.ProcessID);
        blocked.GetProperty("blockingState").GetString().ShouldBe("idle in transaction");
        status.GetProperty("longestTransactionSeconds").GetDouble().ShouldBeGreaterThanOrEqualTo(0);
        status.GetProperty("connections").GetProperty("idleInTransaction").GetInt32().ShouldBe(1);
        status.GetProperty("connections").GetProperty("waitingForLock").GetInt32().ShouldBe(1);
        status.GetProperty("cacheHitRate").GetDouble().ShouldBeInRange(0, 1);
        Named(status, "tables", "table").ShouldContain("tickets");
        Named(status, "indexes", "index").ShouldContain("tickets_of_user");
        var statements = Named(status.GetProperty("statements"), "slowest", "statement");
        statements.ShouldContain(statement => statement.StartsWith("update tickets set fence", StringComparison.Ordinal));
        statements.ShouldAllBe(statement => !statement.Contains("a secret value", StringComparison.Ordinal));

        await transaction.RollbackAsync();
        await waiting;
    }

    [Fact]
    public async Task It_answers_while_a_table_is_locked_because_then_it_is_needed()
    {
        await using var holder = await OpenAsync();
        await using var transaction = await holder.BeginTransactionAsync();
        await RunAsync(holder, "lock table tickets in access exclusive mode");

        Named(await StatusAsync(), "tables", "table").ShouldContain("tickets");
    }

    private async Task<JsonElement> UntilAsync(Func<JsonElement, bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            var status = await StatusAsync();
            if (condition(status))
                return status;
            await Task.Delay(TimeSpan.FromMilliseconds(20), patience.Token);
        }
    }

    private async Task<JsonElement> StatusAsync()
    {
        using var admin = _host.Admin();
        var answer = await admin.GetAsync("/api/status/database");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.JsonAsync();
    }

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(_cluster.ConnectionString("platform"));
        await connection.OpenAsync();
        return connection;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static IEnumerable<string> Named(JsonElement parent, string list, string name) =>
        parent.GetProperty(list).EnumerateArray().Select(each => each.GetProperty(name).GetString()!);
}
