using Npgsql;
using TicketPlatform.Application.Alerts;
using TicketPlatform.Application.Jobs;
using TicketPlatform.Application.Notifications;
using TicketPlatform.Integration.Tests.Notifications;
using TicketPlatform.Testing;

namespace TicketPlatform.Integration.Tests.Alerts;

/// <summary>
/// A thousand users over all the ways that change open tickets, on two nodes, with repetitions; one of the nodes is killed between any two
/// of its statements, again and again. At rest, the episodes are what a plain recount of the history says, and each was delivered under one key.
/// </summary>
public sealed class WalkingAtRandom
{
    private const int People = 1_000;
    private const int Steps = 120;

    [Theory]
    [InlineData(20261127)]
    public async Task Episodes_are_what_a_recount_of_the_history_says(int seed)
    {
        var time = new AdjustableTime(Observed.Noon.AddMinutes(2));
        await using var target = await HttpTarget.StartAsync();
        target.Behaviour = FailNowAndThen();
        var settings = Messenger.Settings(Messenger.Webhook("panel", target, ("Kinds:0", "alert.*")));
        await using var platform = await Platform.StartAsync(time: time, settings: settings);
        await using var line = new DatabaseLine(new NpgsqlConnectionStringBuilder(platform.Database.ConnectionString).Port);
        await using var mortal = platform.StartNode(line, time, settings);
        var walk = new Walk(People, new Random(seed));
        var history = new OpenTicketHistory();
        var (dice, deaths) = (new Random(seed + 1), 0);

        await walk.BeginAsync(platform);
        for (var i = 0; i < Steps; i++)
        {
            time.Advance(TimeSpan.FromSeconds(dice.Next(1, 40)));
            var node = dice.Next(2) == 0 ? platform : mortal;
            var step = walk.Next(time.GetUtcNow());
            if (dice.Next(4) == 0)
                deaths += await DiesAsync(mortal, line, () => step(mortal, CancellationToken.None), dice) ? 1 : 0;
            await step(node, CancellationToken.None);
            if (dice.Next(5) == 0)
                await step(node == platform ? mortal : platform, CancellationToken.None);
            history.Note(time.GetUtcNow(), walk.OpenTickets(), walk.Removed);
            if (dice.Next(8) == 0)
                await node.SendAsync(new AdvanceAlerts(new SliceBudget(time)));
            if (dice.Next(8) == 0)
                deaths += await DiesAsync(mortal, line, () => DeliverAsync(mortal, time), dice) ? 1 : 0;
        }
        time.Advance(TimeSpan.FromHours(1));
        await platform.SendAsync(new AdvanceAlerts(new SliceBudget(TimeProvider.System)));

        deaths.ShouldBeGreaterThan(10);
        var told = await StoredAsync(platform);
        told.Count.ShouldBeGreaterThan(20);
        var recounted = history.Recount(limit: 3, dwell: TimeSpan.FromMinutes(2), until: time.GetUtcNow());
        told.Except(recounted).ShouldBeEmpty();
        recounted.Except(told).ShouldBeEmpty();
        told.ShouldBe(recounted);
        await ShouldHaveDeliveredAsync(platform, target, time);
        await platform.SendAsync(new EvaluateAlerts(new SliceBudget(TimeProvider.System)));
        (await platform.ScalarAsync("select repaired from alert_proofs where finished_at is not null")).ShouldBe(0L);
    }

    /// <summary>Kills a node somewhere in its work, unless that ends before; what comes after it is a new process.</summary>
    private static async Task<bool> DiesAsync(Platform node, DatabaseLine line, Func<Task> work, Random dice)
    {
        line.CutAfter(dice.Next(1, 15), isRead: dice.Next(2) == 0);
        try
        {
            await work();
        }
        catch (Exception lost) when (line.IsCut && lost is not OperationCanceledException)
        {
            // A dead process tells nobody.
        }
        var died = line.IsCut;
        line.Cut();
        node.Service<NpgsqlDataSource>().Clear();
        line.Mend();
        return died;
    }

    /// <summary>Every message of every episode, each as often as it may be, under one key.</summary>
    private static async Task ShouldHaveDeliveredAsync(Platform platform, HttpTarget target, AdjustableTime time)
    {
        for (
            var slice = 0;
            slice < 500 && await platform.ScalarAsync("select count(*) from notification_deliveries where state = 'pending'") is not 0L;
            slice++
        )
        {
            await DeliverAsync(platform, time);
            time.Advance(TimeSpan.FromSeconds(20));
        }
        // The message's id is the key under which a target knows it, however often it comes.
        target
            .Accepted.Select(post => post.Id)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ShouldBe(await LinesAsync(platform, "select id::text from notifications"));
        (await LinesAsync(platform, "select key from notifications where kind in ('alert.opened', 'alert.closed')")).ShouldBe(
            await LinesAsync(
                platform,
                "select 'alert.opened:' || id from alerts union all select 'alert.closed:' || id from alerts where closed_at is not null"
            )
        );
    }

    private static async Task<string[]> LinesAsync(Platform platform, string sql)
    {
        var lines = await platform.ScalarAsync($"select string_agg(line, ' ') from ({sql}) lines (line)");
        return [.. ((string)lines!).Split(' ').Order(StringComparer.Ordinal)];
    }

    private static async Task DeliverAsync(Platform node, AdjustableTime time) =>
        await node.SendAsync(new DeliverNotifications(new SliceBudget(time)));

    private static RequestDelegate FailNowAndThen()
    {
        var asked = 0;
        return context =>
        {
            context.Response.StatusCode = Interlocked.Increment(ref asked) % 5 == 0 ? 500 : 200;
            return Task.CompletedTask;
        };
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
}
