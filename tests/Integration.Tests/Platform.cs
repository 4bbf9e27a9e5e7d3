using MediatR;
using Npgsql;
using TicketPlatform.Infrastructure.Persistence;
using TicketPlatform.Testing;

namespace TicketPlatform.Integration.Tests;

/// <summary>The platform without its REST edge, on a database of its own, with a clock that the test sets.</summary>
public sealed class Platform : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly bool _ownsDatabase;

    private Platform(TestDatabase database, ServiceProvider services, bool ownsDatabase) =>
        (Database, _services, _ownsDatabase) = (database, services, ownsDatabase);

    public TestDatabase Database { get; }

    /// <summary>Starts against a Zendesk at an address; without one, nothing there answers.</summary>
    public static async Task<Platform> StartAsync(
        Uri? zendesk = null,
        TimeProvider? time = null,
        string token = "simulator-token",
        IReadOnlyDictionary<string, string?>? settings = null
    )
    {
        time ??= new AdjustableTime(Observed.Noon.AddMinutes(2));
        var database = await TestDatabase.CreateAsync();
        return new Platform(
            database,
            PlatformServices.Build(database.ConnectionString, zendesk, time, token, settings),
            ownsDatabase: true
        );
    }

    /// <summary>Starts another node on the same database.</summary>
    public Platform StartNode(Uri? zendesk, TimeProvider time, IReadOnlyDictionary<string, string?>? settings = null) =>
        StartNode(Database.ConnectionString, zendesk, time, settings);

    /// <summary>Starts another node, whose only way to the database can be cut.</summary>
    public Platform StartNode(DatabaseLine line, TimeProvider time, IReadOnlyDictionary<string, string?>? settings = null) =>
        StartNode(
            new NpgsqlConnectionStringBuilder(Database.ConnectionString) { Port = line.Port }.ConnectionString,
            zendesk: null,
            time,
            settings
        );

    private Platform StartNode(string connectionString, Uri? zendesk, TimeProvider time, IReadOnlyDictionary<string, string?>? settings) =>
        new(Database, PlatformServices.Build(connectionString, zendesk, time, settings: settings), ownsDatabase: false);

    /// <summary>Sends a request in a scope of its own, as an endpoint or a job does.</summary>
    public async Task<T> SendAsync<T>(IRequest<T> request, CancellationToken cancellationToken = default)
    {
        await using var scope = _services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, cancellationToken);
    }

    /// <summary>A singleton of the product's.</summary>
    public T Service<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Uses one of the product's own parts in a scope of its own.</summary>
    public async Task<T> WithAsync<TPart, T>(Func<TPart, Task<T>> use)
        where TPart : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TPart>());
    }

    /// <summary>One value, asked behind the product's back.</summary>
    public async Task<object?> ScalarAsync(string sql)
    {
        await using var database = NpgsqlDataSource.Create(Database.ConnectionString);
        return await database.CreateCommand(sql).ExecuteScalarAsync();
    }

    /// <summary>Changes the database behind the product's back.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var database = NpgsqlDataSource.Create(Database.ConnectionString);
        await database.CreateCommand(sql).ExecuteNonQueryAsync();
    }

    /// <summary>Returns as soon as a transaction waits for another one.</summary>
    public async Task UntilSomebodyWaitsForALockAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (
            await ScalarAsync(
                "select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')"
            )
                is not true
        )
            await Task.Delay(TimeSpan.FromMilliseconds(5), limit.Token);
    }

    /// <summary>Looks into the database through the product's own context.</summary>
    internal async Task<T> LookAsync<T>(Func<TicketPlatformDbContext, Task<T>> look)
    {
        await using var scope = _services.CreateAsyncScope();
        return await look(scope.ServiceProvider.GetRequiredService<TicketPlatformDbContext>());
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_ownsDatabase)
            await Database.DisposeAsync();
    }
}
