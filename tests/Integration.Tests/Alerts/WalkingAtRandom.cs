using TicketPlatform.Application.Alerts;
using TicketPlatform.Application.Jobs;
using TicketPlatform.Testing;

namespace TicketPlatform.Integration.Tests.Alerts;

/// <summary>
/// A thousand users over all the ways that change open tickets, on two nodes, with repetitions and with work broken off in the middle. At
/// rest, the episodes are what a plain recount of the history says, and each was told once.
/// </summary>
public sealed class WalkingAtRandom
{
    private const int People = 1_000;
    private const int Steps = 150;

    [Theory]
    [InlineData(20261127)]
    public async Task Episodes_are_what_a_recount_of_the_history_says(int seed)
    {
        var time = new AdjustableTime(Observed.Noon.AddMinutes(2));
        await using var platform = await Platform.StartAsync(time: time);
        await using var other = platform.StartNode(new Uri("http://127.0.0.1:9"), time);
        var walk = new Walk(People, new Random(seed));
        var history = new OpenTicketHistory();
        var dice = new Random(seed + 1);

        await walk.BeginAsync(platform);
        for (var i = 0; i < Steps; i++)
        {
            time.Advance(TimeSpan.FromSeconds(dice.Next(1, 40)));
            var node = dice.Next(2) == 0 ? platform : other;
            var step = walk.Next(time.GetUtcNow());
            if (dice.Next(10) == 0)
                await BreakOffAsync(node, step, dice);
            await step(node, CancellationToken.None);
            if (dice.Next(5) == 0)
                await step(node == platform ? other : platform, CancellationToken.None);
            history.Note(time.GetUtcNow(), walk.OpenTickets(), walk.Removed);
            if (dice.Next(8) == 0)
                await node.SendAsync(new AdvanceAlerts(new SliceBudget(time)));
        }
        time.Advance(TimeSpan.FromHours(1));
        await platform.SendAsync(new AdvanceAlerts(new SliceBudget(TimeProvider.System)));

        var told = await StoredAsync(platform);
        told.Count.ShouldBeGreaterThan(20);
        var recounted = history.Recount(limit: 3, dwell: TimeSpan.FromMinutes(2), until: time.GetUtcNow());
        told.Except(recounted).ShouldBeEmpty();
        recounted.Except(told).ShouldBeEmpty();
        told.ShouldBe(recounted);
        (await MessagesAsync(platform, "alert.opened")).ShouldBe(told.Count);
        (await MessagesAsync(platform, "alert.closed")).ShouldBe(told.Count(episode => episode.Closed is not null));
        await platform.SendAsync(new EvaluateAlerts(new SliceBudget(TimeProvider.System)));
        (await platform.ScalarAsync("select repaired from alert_proofs where finished_at is not null")).ShouldBe(0L);
    }

    // Somewhere in the middle, as a time limit or a lost connection does; a killed process leaves the same behind.
    private static async Task BreakOffAsync(Platform node, Telling step, Random dice)
    {
        using var end = new CancellationTokenSource(TimeSpan.FromMilliseconds(dice.Next(1, 12)));
        try
        {
            await step(node, end.Token);
        }
        catch (OperationCanceledException) { }
    }

    private static async Task<List<RecountedEpisode>> StoredAsync(Platform platform)
    {
        var episodes = new List<RecountedEpisode>();
        var page = (await platform.SendAsync(new GetAlerts(GetAlerts.All, null, null, null, 100, null))).Value;
        while (true)
        {
            episodes.AddRange(
                page.Alerts.Select(alert => new RecountedEpisode(
                    alert.OpenedAt,
                    alert.User.Id,
                    alert.ClosedAt,
                    alert.Peak,
                    alert.OpenTickets
                ))
            );
            if (page.Page.Next is not { } next)
                return RecountedEpisode.InOrder(episodes);
            page = (await platform.SendAsync(new GetAlerts(GetAlerts.All, null, null, null, 100, next))).Value;
        }
    }

    private static async Task<long> MessagesAsync(Platform platform, string kind) =>
        (long)(await platform.ScalarAsync($"select count(*) from notifications where kind = '{kind}'"))!;
}
