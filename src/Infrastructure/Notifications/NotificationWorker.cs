using System.Threading.Channels;
using MediatR;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TicketPlatform.Application.Jobs;
using TicketPlatform.Application.Notifications;

namespace TicketPlatform.Infrastructure.Notifications;

/// <summary>
/// Delivers a message as soon as it is committed, on any node. Each target has a loop of its own, so that none waits for another. What it
/// fails to hear or to deliver, the job finds.
/// </summary>
internal sealed partial class NotificationWorker(
    IServiceScopeFactory scopes,
    NpgsqlDataSource database,
    NotificationRouting routing,
    TimeProvider time,
    ILogger<NotificationWorker> logger
) : BackgroundService
{
    private static readonly TimeSpan PauseAfterTrouble = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, Channel<bool>> _notes = routing.Targets.ToDictionary(target => target, _ => OneNote());

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        _notes.Count == 0
            ? Task.CompletedTask
            : Task.WhenAll([ListenAsync(stoppingToken), .. _notes.Keys.Select(target => DeliverAsync(target, stoppingToken))]);

    private async Task ListenAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await using var connection = await database.OpenConnectionAsync(stopping);
                await using (var listen = new NpgsqlCommand($"listen {NotificationQueue.Channel}", connection))
                    await listen.ExecuteNonQueryAsync(stopping);
                while (true)
                {
                    WakeAll(); // Also for what came before it listened.
                    await connection.WaitAsync(stopping);
                }
            }
            catch (Exception trouble) when (!stopping.IsCancellationRequested)
            {
                ConnectionLost(trouble);
                await Task.Delay(PauseAfterTrouble, TimeProvider.System, stopping);
            }
        }
    }

    private void WakeAll()
    {
        foreach (var note in _notes.Values)
            note.Writer.TryWrite(true);
    }

    private async Task DeliverAsync(string target, CancellationToken stopping)
    {
        var notes = _notes[target];
        while (!stopping.IsCancellationRequested)
        {
            await notes.Reader.ReadAsync(stopping);
            if (await RunAsync(target, stopping))
                notes.Writer.TryWrite(true);
        }
    }

    /// <summary>Runs one slice. Answers whether it left work behind; one that broke is left to the job.</summary>
    private async Task<bool> RunAsync(string target, CancellationToken stopping)
    {
        try
        {
            using var limit = new CancellationTokenSource(SliceBudget.Limit, time);
            using var slice = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
            await using var scope = scopes.CreateAsyncScope();
            var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
            var outcome = await mediator.Send(new DeliverNotifications(new SliceBudget(time), target), slice.Token);
            return outcome.MoreIsWaiting;
        }
        catch (Exception trouble) when (!stopping.IsCancellationRequested)
        {
            SliceBroke(target, trouble);
            return false;
        }
    }

    // Ten notes say no more than one.
    private static Channel<bool> OneNote() =>
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    [LoggerMessage(1, LogLevel.Warning, "The deliveries lost the database and listen again in a second")]
    private partial void ConnectionLost(Exception trouble);

    [LoggerMessage(2, LogLevel.Warning, "A slice of the deliveries to {Target} broke off; the job delivers what it left")]
    private partial void SliceBroke(string target, Exception trouble);
}
