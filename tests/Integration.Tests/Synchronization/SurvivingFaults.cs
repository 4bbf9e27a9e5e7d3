using TicketPlatform.Application.Operations;
using TicketPlatform.Application.Synchronization;
using TicketPlatform.ZendeskSimulator.Account;
using TicketPlatform.ZendeskSimulator.Faults;

namespace TicketPlatform.Integration.Tests.Synchronization;

public sealed class SurvivingFaults : IAsyncLifetime
{
    private Mirror _mirror = null!;

    public async Task InitializeAsync() => _mirror = await Mirror.StartAsync(users: 60, tickets: 2_200);

    public async Task DisposeAsync() => await _mirror.DisposeAsync();

    [Theory]
    [InlineData(0.03, 1)]
    [InlineData(0.30, 2)]
    public async Task The_mirror_equals_the_account_after_failing_answers_of_every_kind(double rate, int seed)
    {
        _mirror.Zendesk.Faults = new FaultSettings
        {
            Seed = seed,
            ErrorRate = rate,
            ResetRate = rate / 3,
            TruncateRate = rate / 3,
            RepeatRate = 0.5,
        };
        await _mirror.SettleAsync();
        ChangeABit(seed);
        await _mirror.SettleAsync();

        (await _mirror.DifferencesAsync()).ShouldBeEmpty($"seed {seed}");
        (await _mirror.ChainBreaksAsync()).ShouldBeEmpty($"seed {seed}");
    }

    [Fact]
    public async Task Cursors_that_Zendesk_no_longer_accepts_start_a_new_walk_that_skips_nothing()
    {
        await _mirror.SettleAsync();
        ChangeABit(seed: 4);

        _mirror.Zendesk.Faults = new FaultSettings { ExpireCursors = true };
        await _mirror.SettleAsync();

        (await _mirror.DifferencesAsync()).ShouldBeEmpty();
        (await _mirror.ChainBreaksAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_outage_delays_the_mirror_and_says_so_and_nothing_is_lost()
    {
        await _mirror.SettleAsync();
        ChangeABit(seed: 5);

        _mirror.Zendesk.Faults = new FaultSettings { Down = true };
        _mirror.Zendesk.Clock.Advance(TimeSpan.FromMinutes(10));
        (await _mirror.RunAsync(budget => new SyncTickets(budget))).ShouldBeFalse();
        (await HealthAsync("tickets")).State.ShouldBe(HealthState.Degraded);

        _mirror.Zendesk.Faults = new FaultSettings();
        await _mirror.SettleAsync();
        (await HealthAsync("tickets")).State.ShouldBe(HealthState.Healthy);
        (await _mirror.DifferencesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Refused_credentials_stop_the_stream_name_the_setting_and_heal_by_themselves()
    {
        _mirror.Zendesk.Faults = new FaultSettings { RefuseCredentials = true };
        await _mirror.RunAsync(budget => new SyncUsers(budget));
        await _mirror.RunAsync(budget => new SyncTickets(budget));

        var refused = await HealthAsync("tickets");
        refused.State.ShouldBe(HealthState.Degraded);
        refused.Message.ShouldContain("Zendesk__ApiToken");

        _mirror.Zendesk.Faults = new FaultSettings();
        await _mirror.SettleAsync();
        (await HealthAsync("tickets")).State.ShouldBe(HealthState.Healthy);
    }

    [Fact]
    public async Task A_caller_who_is_no_admin_is_told_before_anybody_misses_a_ticket()
    {
        var world = _mirror.Zendesk.World;
        world.Apply(new UpdateUser { UserId = world.Users.FindByEmail("bot@acme.test")!.Id, Role = "agent" });

        await _mirror.RunAsync(_ => new CheckCredentials());

        var refused = await HealthAsync("credentials");
        refused.State.ShouldBe(HealthState.Degraded);
        refused.Message.ShouldContain("takes us for agent");
    }

    [Fact]
    public async Task Two_nodes_on_one_stream_neither_skip_nor_break_the_chain()
    {
        await Task.WhenAll(
            _mirror.RunAsync(budget => new SyncTickets(budget)),
            _mirror.RunAsync(budget => new SyncTickets(budget)),
            _mirror.RunAsync(budget => new SyncUsers(budget)),
            _mirror.RunAsync(budget => new SyncUsers(budget))
        );
        await _mirror.SettleAsync();

        (await _mirror.DifferencesAsync()).ShouldBeEmpty();
        (await _mirror.ChainBreaksAsync()).ShouldBeEmpty();
    }

    private void ChangeABit(int seed)
    {
        var random = new Random(seed);
        var world = _mirror.Zendesk.World;
        foreach (var ticket in world.Tickets.Where(ticket => ticket.IsOpen && random.Next(10) == 0).ToList())
            world.Apply(new UpdateTicket { TicketId = ticket.Id, Status = random.Next(2) == 0 ? "solved" : "pending" });
    }

    private async Task<HealthEntry> HealthAsync(string stream) =>
        (await _mirror.Platform.SendAsync(new GetHealth())).Entries.Single(entry => entry.Name == stream);
}
