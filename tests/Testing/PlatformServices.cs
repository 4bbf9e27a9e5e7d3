using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TicketPlatform.Application;
using TicketPlatform.Infrastructure;

namespace TicketPlatform.Testing;

/// <summary>The platform without its REST edge and without a scheduler: whoever has it runs its jobs.</summary>
public static class PlatformServices
{
    /// <summary>Makes a node. Its request budgets are out of the way of tests.</summary>
    /// <param name="connectionString">Of a database with the schema.</param>
    /// <param name="zendesk">The account that it mirrors; without one, nothing there answers.</param>
    /// <param name="time">What it lives by.</param>
    /// <param name="token">With which it asks Zendesk.</param>
    /// <param name="settings">Further settings, and others than these.</param>
    /// <param name="logs">The least that is logged.</param>
    /// <param name="change">Puts other parts in the place of the product's.</param>
    public static ServiceProvider Build(
        string connectionString,
        Uri? zendesk,
        TimeProvider time,
        string token = "simulator-token",
        IReadOnlyDictionary<string, string?>? settings = null,
        LogLevel logs = LogLevel.Warning,
        Action<IServiceCollection>? change = null
    )
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["ConnectionStrings:TicketPlatform"] = connectionString,
                    ["Roles"] = "api",
                    ["Zendesk:BaseAddress"] = (zendesk ?? new Uri("http://127.0.0.1:9")).ToString(),
                    ["Zendesk:Email"] = "bot@acme.test",
                    ["Zendesk:ApiToken"] = token,
                    ["Zendesk:AccountRequestsPerMinute"] = "100000",
                    ["Zendesk:ExportRequestsPerMinute"] = "100000",
                    ["Zendesk:UserExportRequestsPerMinute"] = "100000",
                }
            )
            .AddInMemoryCollection(settings ?? new Dictionary<string, string?>())
            .Build();
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton(time)
            .AddLogging(logging => logging.SetMinimumLevel(logs))
            .AddApplication()
            .AddInfrastructure(configuration);
        change?.Invoke(services);
        return services.BuildServiceProvider(validateScopes: true);
    }
}
