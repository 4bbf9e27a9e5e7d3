using System.Net.Http.Headers;
using MediatR;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TicketPlatform.Application.Users;
using TicketPlatform.Infrastructure.Persistence;
using TicketPlatform.Integration.Tests.Rest;
using TicketPlatform.Testing;
using TicketPlatform.WebApi.Http;

namespace TicketPlatform.Integration.Tests;

/// <summary>
/// The real host, as in production, on a database of its own: real sockets, a clock that the test sets, no jobs. As a class
/// fixture it is started once per test class; a test that needs other settings starts its own.
/// </summary>
public sealed class PlatformHost : IAsyncLifetime, IAsyncDisposable
{
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly string? _connectionString;
    private Factory _factory = null!;
    private TestDatabase? _database;

    public PlatformHost()
        : this(new Dictionary<string, string>()) { }

    private PlatformHost(IReadOnlyDictionary<string, string> settings, string? connectionString = null) =>
        (_settings, _connectionString) = (settings, connectionString);

    /// <summary>Two minutes past <see cref="Observed.Noon"/>, until a test moves it.</summary>
    public AdjustableTime Time { get; } = new(Observed.Noon.AddMinutes(2));

    public Uri Address { get; private set; } = null!;

    /// <summary>What the host logged, at every level.</summary>
    internal RecordedLog Log { get; } = new();

    /// <summary>The container, for tests that look behind the front door.</summary>
    public IServiceProvider Services => _factory.Services;

    /// <summary>Starts a host with further settings, on a database of its own or the one named.</summary>
    public static async Task<PlatformHost> StartAsync(IReadOnlyDictionary<string, string> settings, string? connectionString = null)
    {
        var host = new PlatformHost(settings, connectionString);
        await host.InitializeAsync();
        return host;
    }

    public async Task InitializeAsync()
    {
        if (_connectionString is null)
            _database = await TestDatabase.CreateAsync();
        _factory = new Factory(this, _connectionString ?? _database!.ConnectionString);
        _factory.UseKestrel(0);
        _factory.StartServer();
        var addresses = Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        Address = new Uri(addresses.Addresses.First());
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        await _factory.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
    }

    /// <summary>A client that sends this token, or none.</summary>
    public HttpClient Client(string? token = null)
    {
        var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>A client for an admin.</summary>
    public HttpClient Admin() => Client(Tokens.Of("ops", Time, "admin"));

    /// <summary>A client for a platform user.</summary>
    public HttpClient User(Guid id) => Client(Tokens.Of(id.ToString(), Time, "user"));

    /// <summary>Makes a user known, and the requester whose tickets are theirs.</summary>
    public async Task AddUserAsync(Guid id, long requester, CancellationToken cancellationToken = default)
    {
        await SendAsync(new PutUser(id, $"{id:N}@example.com"), cancellationToken);
        await SendAsync(new ApplyZendeskUsers([Observed.User(requester, $"{id:N}@example.com")]), cancellationToken);
    }

    /// <summary>Sends a request in a scope of its own, as an endpoint or a job does.</summary>
    public async Task<T> SendAsync<T>(IRequest<T> request, CancellationToken cancellationToken = default)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, cancellationToken);
    }

    /// <summary>Changes the database behind the product's back.</summary>
    public async Task ExecuteAsync(FormattableString sql)
    {
        await using var scope = Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<TicketPlatformDbContext>().Database.ExecuteSqlInterpolatedAsync(sql);
    }

    private sealed class Factory(PlatformHost host, string connectionString) : WebApplicationFactory<RequestEdge>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment(Environments.Production);
            builder.UseSetting("ConnectionStrings:TicketPlatform", connectionString);
            builder.UseSetting("Roles", "api");
            builder.UseSetting("Auth:SigningKey", Tokens.SigningKey);
            builder.UseSetting("Auth:AllowSigningKey", "true");
            builder.UseSetting("RateLimiting:RequestsPerMinute", "0");
            builder.UseSetting("Zendesk:BaseAddress", "http://127.0.0.1:9");
            builder.UseSetting("Zendesk:Email", "bot@acme.test");
            builder.UseSetting("Zendesk:ApiToken", "simulator-token");
            foreach (var (name, value) in host._settings)
                builder.UseSetting(name, value);
            builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(host.Log).SetMinimumLevel(LogLevel.Debug));
            builder.ConfigureTestServices(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(host.Time)));
        }
    }
}
