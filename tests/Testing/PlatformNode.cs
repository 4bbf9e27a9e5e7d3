using MediatR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TicketPlatform.Application;
using TicketPlatform.Infrastructure;
using TicketPlatform.Infrastructure.Zendesk;

namespace TicketPlatform.Testing;

/// <summary>One node of the platform without its REST edge and without a scheduler: whoever has it runs its jobs.</summary>
public sealed class PlatformNode : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    /// <param name="connectionString">Of a database with the schema.</param>
    /// <param name="zendesk">The account that it mirrors.</param>
    /// <param name="time">What it lives by.</param>
    /// <param name="patient">Whether it waits between two attempts as in production; else only a moment.</param>
    public PlatformNode(string connectionString, Uri zendesk, TimeProvider time, bool patient = true)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["ConnectionStrings:TicketPlatform"] = connectionString,
                    ["Roles"] = "api",
                    ["Zendesk:BaseAddress"] = zendesk.ToString(),
                    ["Zendesk:Email"] = "bot@acme.test",
                    ["Zendesk:ApiToken"] = "simulator-token",
                    ["Zendesk:AccountRequestsPerMinute"] = "100000",
                    ["Zendesk:ExportRequestsPerMinute"] = "100000",
                    ["Zendesk:UserExportRequestsPerMinute"] = "100000",
                }
            )
            .Build();
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton(time)
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        if (!patient)
            services.AddSingleton(
                new ZendeskPatience
                {
                    FirstDelay = TimeSpan.FromMilliseconds(1),
                    LongestDelay = TimeSpan.FromMilliseconds(2),
                    LongestAskedWait = TimeSpan.Zero,
                }
            );
        _services = services.AddApplication().AddInfrastructure(configuration).BuildServiceProvider();
    }

    /// <summary>Sends a request in a scope of its own, as an endpoint or a job does.</summary>
    public async Task<T> SendAsync<T>(IRequest<T> request, CancellationToken cancellationToken = default)
    {
        await using var scope = _services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, cancellationToken);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
