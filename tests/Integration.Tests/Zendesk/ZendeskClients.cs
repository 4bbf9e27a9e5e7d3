using TicketPlatform.Application.Statistics;
using TicketPlatform.Application.Synchronization;
using TicketPlatform.Application.Tickets;
using TicketPlatform.Application.Zendesk;
using TicketPlatform.Domain.Synchronization;
using TicketPlatform.Infrastructure.Zendesk;

namespace TicketPlatform.Integration.Tests.Zendesk;

/// <summary>The product's own clients, as it registers them, against a scripted server; only the clock and the budget are ours.</summary>
internal sealed class ZendeskClients : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private ZendeskClients(ScriptedServer server, ServiceProvider services) => (Server, _services) = (server, services);

    public ScriptedServer Server { get; }

    public HurriedTime Time => (HurriedTime)_services.GetRequiredService<TimeProvider>();

    public RecordingBudget Budget => (RecordingBudget)_services.GetRequiredService<IRequestBudget>();

    public CapturedLog Log => _services.GetRequiredService<CapturedLog>();

    public ITicketExport TicketExport => _services.GetRequiredService<ITicketExport>();

    public ITicketEventExport Events => _services.GetRequiredService<ITicketEventExport>();

    public IUserExport UserExport => _services.GetRequiredService<IUserExport>();

    public IUserDirectory Directory => _services.GetRequiredService<IUserDirectory>();

    public ITicketReads Tickets => _services.GetRequiredService<ITicketReads>();

    public IZendeskCaller Caller => _services.GetRequiredService<IZendeskCaller>();

    public static Task<ZendeskClients> AskingAsync(params RequestDelegate[] script) => StartAsync(new Settings(), script);

    public static async Task<ZendeskClients> StartAsync(Settings settings, params RequestDelegate[] script)
    {
        var server = await ScriptedServer.StartAsync(script);
        var log = new CapturedLog();
        var values = settings.Credentials.Append(new("Zendesk:BaseAddress", server.Address.ToString()));
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(values).Build())
            .AddSingleton(log)
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log))
            .AddSingleton<TimeProvider>(settings.Time)
            .AddSingleton<IRequestBudget>(settings.Budget)
            .AddSingleton(settings.Patience)
            .AddZendesk();
        return new ZendeskClients(server, services.BuildServiceProvider());
    }

    /// <summary>Reads the first page of the ticket export.</summary>
    public Task<TicketPage> ReadPageAsync() =>
        TicketExport.ReadAsync(new ExportPosition(null, 1_772_409_600), 1_000, false, RequestLane.Live, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Server.DisposeAsync();
    }

    /// <summary>What a test may want different.</summary>
    public sealed record Settings
    {
        public HurriedTime Time { get; init; } = new();

        public RecordingBudget Budget { get; init; } = new();

        // On a hurried clock any limit is over at once.
        public ZendeskPatience Patience { get; init; } = new() { AttemptTimeout = Timeout.InfiniteTimeSpan };

        public Dictionary<string, string?> Credentials { get; init; } =
            new() { ["Zendesk:Email"] = "bot@acme.test", ["Zendesk:ApiToken"] = "s3cr3t" };

        public static Dictionary<string, string?> OAuth =>
            new() { ["Zendesk:OAuth:ClientId"] = "mirror_backend", ["Zendesk:OAuth:ClientSecret"] = "b9f1" };
    }
}
