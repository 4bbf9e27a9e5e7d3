using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TicketPlatform.Application.Streaming;
using TicketPlatform.Infrastructure.Outbox;

namespace TicketPlatform.Infrastructure.Streaming;

/// <summary>
/// Reads the log once for all streams of this node. A notification only wakes it: a second later it looks anyway, so that a lost one, or a
/// lost connection, delays and never loses.
/// </summary>
internal sealed partial class LiveFeed(
    NpgsqlDataSource database,
    FeedLog log,
    FeedEvents events,
    FeedSubscriptions subscriptions,
    ILogger<LiveFeed> logger
) : BackgroundService, ILiveFeed
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task<FeedOpening> SubscribeAsync(FeedTopic topic, string holder, CancellationToken cancellationToken)
    {
        await _started.Task.WaitAsync(cancellationToken); // until it is known where the log ends
        return subscriptions.Open(topic, holder);
    }

    public async Task<IReadOnlyList<StreamEvent>?> ReadAsync(FeedTopic topic, long after, long upTo, CancellationToken cancellationToken) =>
        await log.MissedAsync(topic, after, upTo, cancellationToken) is { } lines
            ? [.. (await events.OfAsync(lines, cancellationToken)).Select(told => told.Event)]
            : null;

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
                ConnectionLost(trouble);
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
        var reset = lines.FindLast(line => line.Topic is null) is { Id: > 0 } all ? new StreamReset(all.Id) : null;
        // Whoever loads anew sees what came before.
        var news = reset is null ? lines : lines.FindAll(line => line.Id > reset.Id);
        var named = news.Select(line => line.Topic).OfType<FeedTopic>().ToHashSet();
        while (true)
        {
            var followed = subscriptions.Followed(named);
            var told = await events.OfAsync([.. news.Where(line => line.Topic is { } topic && followed.Contains(topic))], stopping);
            if (subscriptions.TryTell(named, followed, reset, told, lines[^1].Id))
                return lines.Count;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The live feed lost the database and looks again in a second")]
    private partial void ConnectionLost(Exception trouble);
}
