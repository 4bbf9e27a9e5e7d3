using Microsoft.Extensions.Hosting;
using TicketPlatform.Application.Operations;

namespace TicketPlatform.Infrastructure;

/// <summary>This process. It is hosted so that its life begins with the host's and not with the first question about it.</summary>
internal sealed class RunningNode(ServedRequests requests, TimeProvider time) : IRunningNode, IHostedService
{
    public string Name { get; } = $"{Environment.MachineName}/{Environment.ProcessId}";

    public DateTimeOffset StartedAt { get; } = time.GetUtcNow();

    public TimeSpan Uptime => time.GetUtcNow() - StartedAt;

    public RequestsStatus Requests => requests.Status;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
