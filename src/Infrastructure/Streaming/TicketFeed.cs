using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TicketPlatform.Application.Streaming;
using TicketPlatform.Infrastructure.Outbox;

namespace TicketPlatform.Infrastructure.Streaming;

/// <summary>
/// Reads the log once for all streams of this node. A notification only wakes it: a second later it looks anyway, so that a lost one, or a
/// lost connection, delays and never loses.
/// </summary>
internal sealed partial class TicketFeed(
    NpgsqlDataSource database,
    FeedLog log,
    FeedSubscriptions subscriptions,
    ILogger<TicketFeed> logger
) : BackgroundService, ITicketFeed
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task<FeedOpening> SubscribeAsync(Guid userId, CancellationToken cancellationToken)
    {
        await _started.Task.WaitAsync(cancellationToken); // until it is known where the log ends
        return subscriptions.Open(userId);
    }

    public Task<IReadOnlyList<ListEvent>?> ReadAsync(Guid userId, long after, long upTo, CancellationToken cancellationToken) =>
        log.MissedAsync(userId, after, upTo, cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await FollowAsync(stoppingToken);
            }
            catch (Exception trouble) when (!stoppingToken.IsCancellationRequested)
            {
                ConnectionLost(trouble.Message);
                await Task.Delay(LongestSleep, TimeProvider.System, stoppingToken);
            }
        }
    }

    private async Task FollowAsync(CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        await using (var listen = new NpgsqlCommand($"listen {OutboxLog.Channel}", connection))
            await listen.ExecuteNonQueryAsync(stopping);
        if (!_started.Task.IsCompleted)
        {
            subscriptions.Begin(await log.EndAsync(stopping));
            _started.SetResult();
        }
        while (true)
        {
            while (await TellAsync(stopping) == FeedLog.Batch) { }
            await connection.WaitAsync(LongestSleep, stopping);
        }
    }

    /// <summary>Tells what is new in the log; answers how many lines that were.</summary>
    private async Task<int> TellAsync(CancellationToken stopping)
    {
        var lines = await log.LinesAsync(subscriptions.Position, stopping);
        if (lines.Count == 0)
            return 0;
        var named = lines.Select(line => line.User).OfType<Guid>().ToHashSet();
        var reset = lines.FindLast(line => line.User is null) is { Id: > 0 } all ? new ListEvent(all.Id, ListEventKind.Reset) : null;
        while (true)
        {
            var followed = subscriptions.Followed(named);
            var events = await log.EventsAsync([.. lines.Where(line => line.User is { } user && followed.Contains(user))], stopping);
            if (subscriptions.TryTell(named, followed, events, reset, lines[^1].Id))
                return lines.Count;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The live feed lost the database and looks again in a second: {Reason}")]
    private partial void ConnectionLost(string reason);
}
