using System.Text;

namespace TicketPlatform.Simulator.Tests;

public sealed class SeedingHistory
{
    private static readonly SimulatorOptions Options = new()
    {
        Users = 300,
        Tickets = 3000,
        RateLimits = false,
    };

    private static readonly FrozenTime Frozen = new(new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task The_past_is_plausible_and_complete()
    {
        await using var zendesk = await Zendesk.StartAsync(Options);
        var world = zendesk.World;
        var statuses = world.Tickets.Select(ticket => world.Names[ticket.Status]).ToHashSet();
        statuses.ShouldBe(["new", "open", "pending", "hold", "solved", "closed", "deleted"], ignoreOrder: true);
        world.Tickets.ShouldAllBe(ticket => ticket.IsPublic && ticket.UpdatedAt >= ticket.CreatedAt);
        world.Tickets.Where(ticket => !ticket.IsScrubbed).ShouldAllBe(ticket => ticket.GeneratedAt - ticket.UpdatedAt <= 2);
        world.Tickets.Max(ticket => ticket.GeneratedAt).ShouldBeLessThan(zendesk.Server.Clock.Seconds - 60);
        world.Tickets.ShouldContain(ticket => ticket.IsScrubbed);
        world.Tickets.ShouldContain(ticket => (world.Names[ticket.Tags] ?? "").Contains("closed_by_merge"));
        var texts = world.Tickets.Select(world.DescriptionOf).ToList();
        texts.ShouldContain(text => text.Contains('\0'));
        texts.ShouldContain(text => text.Contains("\r\n"));
        texts.ShouldContain(text => text.EnumerateRunes().Any(rune => rune.Value > 0xFFFF));
        texts.ShouldContain(text => text.Length > 10_000);
    }

    [Fact]
    public async Task The_past_holds_everything_that_is_hard_to_count()
    {
        await using var zendesk = await Zendesk.StartAsync(Options with { TimeProvider = Frozen });
        var kinds = new HistoryKinds(zendesk.World);
        kinds.Seen.ShouldBe(HistoryKinds.OfTickets, ignoreOrder: true);
        zendesk.World.Users.All.ShouldAllBe(user => user.FormerRoles.Count == 0);
        var autumn = (uint)new DateTimeOffset(2025, 10, 26, 1, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();
        zendesk
            .World.Tickets.Count(ticket => ticket.CreatedAt >= autumn - 7200 && ticket.CreatedAt < autumn + 7200)
            .ShouldBeGreaterThan(50);
    }

    [Fact]
    public async Task People_have_the_addresses_that_make_matching_hard()
    {
        await using var zendesk = await Zendesk.StartAsync(Options);
        var users = zendesk.World.Users.All;
        users.ShouldContain(user => user.Identities.Any(identity => !identity.Primary && identity.Verified));
        users.ShouldContain(user => user.Identities.Any(identity => !identity.Primary && !identity.Verified));
        users.ShouldContain(user => user.Email != null && user.Email.Any(char.IsUpper));
        users.ShouldContain(user => !user.Active && user.MergedInto == null);
        users.ShouldContain(user => user.MergedInto != null);
        users.Select(user => user.Role).Distinct().ShouldBe(["admin", "agent", "end-user"], ignoreOrder: true);
    }

    [Fact]
    public async Task Some_users_have_more_than_three_open_tickets_and_the_events_agree_with_the_tickets()
    {
        await using var zendesk = await Zendesk.StartAsync(Options);
        var counts = (await zendesk.GetAsync("/_simulator/truth/open-counts")).GetProperty("counts").EnumerateArray().ToList();
        counts.ShouldContain(row => row.GetProperty("open").GetInt32() > 3);
        var expected = zendesk
            .World.Tickets.Where(ticket => ticket.IsOpen)
            .CountBy(ticket => zendesk.World.Users[ticket.Requester].Email ?? "")
            .Where(pair => pair.Key.Length > 0);
        counts
            .ToDictionary(row => row.GetProperty("email").GetString()!, row => row.GetProperty("open").GetInt32())
            .ShouldBe(expected.ToDictionary(pair => pair.Key, pair => pair.Value), ignoreOrder: true);
    }

    [Fact]
    public async Task The_same_seed_and_time_make_the_same_past()
    {
        (await HistoryAsync(7)).ShouldBe(await HistoryAsync(7));
        (await HistoryAsync(8)).ShouldNotBe(await HistoryAsync(7));
    }

    private static async Task<string> HistoryAsync(int seed)
    {
        await using var zendesk = await Zendesk.StartAsync(
            new SimulatorOptions
            {
                Users = 20,
                Tickets = 50,
                Seed = seed,
                TimeProvider = Frozen,
            }
        );
        return new StringBuilder()
            .AppendJoin('\n', zendesk.World.Events)
            .AppendJoin('\n', zendesk.World.Tickets.Select(zendesk.World.DescriptionOf))
            .ToString();
    }
}
