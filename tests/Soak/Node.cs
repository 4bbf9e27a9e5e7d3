using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using TicketPlatform.Application.Jobs;
using TicketPlatform.Infrastructure.Jobs;
using TicketPlatform.Testing;

namespace TicketPlatform.Soak;

/// <summary>One process of the platform, without its REST edge and its scheduler; killing it cuts its line to the database.</summary>
internal sealed class Node : IAsyncDisposable
{
    private readonly DatabaseLine _line;
    private readonly ServiceProvider _services;

    public Node(string connectionString, Uri zendesk, TimeProvider time)
    {
        var database = new NpgsqlConnectionStringBuilder(connectionString);
        _line = new DatabaseLine(database.Port);
        database.Port = _line.Port;
        _services = PlatformServices.Build(database.ConnectionString, zendesk, time, logs: LogLevel.None);
    }

    public bool IsDead => _line.IsCut;

    /// <summary>Kills it at one of its next messages to the database.</summary>
    public void KillAfter(int messages, bool isRead) => _line.CutAfter(messages, isRead);

    /// <summary>Puts a new process in its place: nothing that matters is kept in memory, so only its connections are new.</summary>
    public void Restart()
    {
        _line.Cut();
        _services.GetRequiredService<NpgsqlDataSource>().Clear();
        _line.Mend();
    }

    /// <summary>One slice of a job, as the scheduler runs it.</summary>
    public Task<SliceOutcome> RunAsync(Job job, CancellationToken cancellationToken) =>
        _services.GetRequiredService<JobRunner>().RunAsync(job, cancellationToken);

    public async Task<T> SendAsync<T>(IRequest<T> request, CancellationToken cancellationToken)
    {
        await using var scope = _services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _line.DisposeAsync();
    }
}
