namespace TicketPlatform.Simulator.Tests;

public sealed class LivingThroughHours
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 8, 15, 0, TimeSpan.Zero);

    [Fact]
    public async Task Two_weeks_hold_everything_that_is_hard_to_count_and_change_the_staff()
    {
        await using var zendesk = await StartAsync();
        var before = zendesk.World.Events.Count;

        var span = zendesk.Server.Live(14 * 24, 20, seed: 5);

        span.From.ShouldBe(Start);
        span.To.ShouldBe(Start.AddDays(14));
        zendesk.Server.Clock.GetUtcNow().ShouldBe(span.To);
        var lived = zendesk.World.Events.Skip(before).ToList();
        lived.Count(change => change.StartsAudit).ShouldBe(span.Updates);
        span.Updates.ShouldBeGreaterThan(14 * 24 * 18);
        lived.Select(change => change.At).ShouldBeInOrder();
        lived.ShouldAllBe(change => change.At > Start.ToUnixTimeSeconds() && change.At <= span.To.ToUnixTimeSeconds());
        new HistoryKinds(zendesk.World).Seen.ShouldBe(HistoryKinds.OfTickets, ignoreOrder: true);
        var staff = zendesk.World.Users.All;
        staff.ShouldContain(user => user.IsStaff && user.FormerRoles.Count > 1);
        staff.ShouldContain(user => user.Role == "agent" && user.CreatedAt > Start.ToUnixTimeSeconds());
        lived.ShouldContain(change =>
            change.Field == TicketField.Comment
            && change.Actor >= 0
            && staff[change.Actor].FormerRoles.Count > 0
            && !staff[change.Actor].WasStaff(change.At)
        );
    }

    [Fact]
    public async Task The_same_account_and_seed_live_through_the_same()
    {
        (await LivedAsync(seed: 5)).ShouldBe(await LivedAsync(seed: 5));
        (await LivedAsync(seed: 6)).ShouldNotBe(await LivedAsync(seed: 5));
    }

    [Fact]
    public async Task The_truth_covers_every_hour_that_was_lived_in_one_call()
    {
        await using var zendesk = await StartAsync();

        var span = await zendesk.SendAsync(HttpMethod.Post, "/_simulator/history", """{"hours":24,"changesPerHour":20,"seed":5}""");

        span.GetProperty("to").GetDateTimeOffset().ShouldBe(Start.AddHours(24));
        var hours = await zendesk.GetAsync("/_simulator/truth/hourly?from=2026-11-20T08:00:00Z");
        hours.GetProperty("hours").GetArrayLength().ShouldBe(24);
        await zendesk.SendAsync(
            HttpMethod.Post,
            "/_simulator/history",
            """{"hours":0,"changesPerHour":20,"seed":5}""",
            HttpStatusCode.BadRequest
        );
    }

    private static async Task<string> LivedAsync(int seed)
    {
        await using var zendesk = await StartAsync();
        zendesk.Server.Live(48, 20, seed);
        return string.Join('\n', zendesk.World.Events) + string.Join('\n', zendesk.World.Users.All.Select(user => (user.Name, user.Role)));
    }

    private static Task<Zendesk> StartAsync() =>
        Zendesk.StartAsync(
            new SimulatorOptions
            {
                Users = 50,
                Tickets = 20,
                RateLimits = false,
                TimeProvider = new FrozenTime(Start),
            }
        );
}
