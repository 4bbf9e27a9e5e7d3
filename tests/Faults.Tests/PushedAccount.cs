using Npgsql;
using TicketPlatform.Testing;
using TicketPlatform.ZendeskSimulator.Hosting;

namespace TicketPlatform.Faults.Tests;

/// <summary>A simulated account with its platform users, whose events are pushed to processes of the product.</summary>
internal sealed class PushedAccount : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private PushedAccount(SimulatorServer zendesk, TestDatabase database) => (Zendesk, Database) = (zendesk, database);

    public SimulatorServer Zendesk { get; }

    public TestDatabase Database { get; }

    /// <summary>Further settings of the processes.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>Where in the account's list of events the mirror began to follow.</summary>
    public int FirstEvent { get; private set; }

    public static async Task<PushedAccount> StartAsync(int seed, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var zendesk = await SimulatorServer.StartAsync(
            new SimulatorOptions
            {
                Users = 60,
                Tickets = 400,
                Seed = seed,
                RateLimits = false,
            }
        );
        var account = new PushedAccount(zendesk, await TestDatabase.CreateAsync())
        {
            Settings = settings ?? new Dictionary<string, string?>(),
        };
        await account.ProvisionAsync();
        return account;
    }

    /// <summary>Registers a webhook and starts a process that receives it.</summary>
    public async Task<PushedProcess> StartProcessAsync()
    {
        var address = new Uri($"http://127.0.0.1:{FreePort.Find()}");
        var secret = Zendesk.RegisterWebhook(new Uri(address, "/api/webhooks/zendesk"));
        var process = new PushedProcess(this, address, secret);
        await process.StartAsync();
        return process;
    }

    /// <summary>Waits until the mirror has been complete once; what changes from now on is followed.</summary>
    public async Task CompleteAsync()
    {
        await UntilAsync("select bool_and(watermark is not null) from sync_streams where name in ('tickets', 'users')");
        FirstEvent = Zendesk.World.Events.Count;
    }

    /// <summary>
    /// Lets everything come to rest: deliveries end, the clock passes the minute that exports withhold, and the jobs catch up. Answers what then
    /// still differs from the account.
    /// </summary>
    public async Task<IReadOnlyList<string>> SettleAsync(bool isWhole)
    {
        await Zendesk.WebhooksSettledAsync();
        Zendesk.Clock.Advance(TimeSpan.FromSeconds(70));
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            var differences = await DifferencesAsync(isWhole);
            if (differences.Count == 0 || limit.IsCancellationRequested)
                return differences;
            await Task.Delay(TimeSpan.FromMilliseconds(250), CancellationToken.None);
        }
    }

    /// <summary>Waits until a query answers true.</summary>
    public async Task UntilAsync(string condition)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (await ScalarAsync(condition) is not true)
            await Task.Delay(TimeSpan.FromMilliseconds(100), limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await Zendesk.DisposeAsync();
        await Database.DisposeAsync();
    }

    public async Task<object?> ScalarAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Database.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    private async Task<IReadOnlyList<string>> DifferencesAsync(bool isWhole) =>
        [
            .. await MirrorComparison.DifferencesAsync(Database.ConnectionString, Zendesk.World),
            .. await ListComparison.DifferencesAsync(Database.ConnectionString, Zendesk.World),
            .. await HistoryComparison.DifferencesAsync(Database.ConnectionString, Zendesk.World, FirstEvent, isWhole),
            .. await CursorChain.BreaksAsync(Database.ConnectionString),
        ];

    private async Task ProvisionAsync()
    {
        var addresses = Zendesk.World.Users.All.Where(user => !user.IsStaff).Select(user => user.Email).OfType<string>().ToArray();
        await using var connection = new NpgsqlConnection(Database.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            "insert into users (id, email, created_at) select gen_random_uuid(), address, now() from unnest($1) address",
            connection
        )
        {
            Parameters = { new NpgsqlParameter<string[]> { TypedValue = addresses } },
        };
        await command.ExecuteNonQueryAsync();
    }
}
