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
        var frozen = new FrozenTime(new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero));
        (await HistoryAsync(7, frozen)).ShouldBe(await HistoryAsync(7, frozen));
        (await HistoryAsync(8, frozen)).ShouldNotBe(await HistoryAsync(7, frozen));
    }

    private static async Task<string> HistoryAsync(int seed, TimeProvider time)
    {
        await using var zendesk = await Zendesk.StartAsync(
            new SimulatorOptions
            {
                Users = 20,
                Tickets = 50,
                Seed = seed,
                TimeProvider = time,
            }
        );
        return new StringBuilder()
            .AppendJoin('\n', zendesk.World.Events)
            .AppendJoin('\n', zendesk.World.Tickets.Select(zendesk.World.DescriptionOf))
            .ToString();
    }

    private sealed class FrozenTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
