using TicketPlatform.ZendeskSimulator.Faults;
using Xunit.Abstractions;

namespace TicketPlatform.Faults.Tests;

/// <summary>What webhooks bring, whatever becomes of it on the way.</summary>
public sealed class PushedChanges(ITestOutputHelper output)
{
    private const int PerSecond = 60;

    [Fact]
    public async Task Lost_doubled_and_reordered_events_and_failing_answers_end_equal_to_the_account()
    {
        var seed = RunSeed.Draw(output);
        await using var account = await PushedAccount.StartAsync(seed);
        await using var process = await account.StartProcessAsync();
        await account.CompleteAsync();
        account.Zendesk.Faults = new FaultSettings
        {
            Seed = seed,
            ErrorRate = 0.03,
            Webhooks = new WebhookFaults
            {
                DropRate = 0.1,
                DuplicateRate = 0.1,
                ReorderSeconds = 5,
            },
        };

        await ChangeAsync(account, seed, TimeSpan.FromSeconds(10));

        (await account.SettleAsync(isWhole: false)).ShouldBeEmpty($"seed {seed}");
        (await account.ScalarAsync("select count(*) from webhook_inbox where outcome = 'dead'")).ShouldBe(0L, $"seed {seed}");
        ((long)(await account.ScalarAsync("select sum(duplicates) from webhook_inbox"))!).ShouldBeGreaterThan(0, $"seed {seed}");
    }

    [Fact]
    public async Task Two_processes_that_are_both_told_everything_apply_it_once_and_tell_every_status()
    {
        var seed = RunSeed.Draw(output);
        await using var account = await PushedAccount.StartAsync(seed);
        await using var first = await account.StartProcessAsync();
        await using var second = await account.StartProcessAsync();
        await account.CompleteAsync();

        await ChangeAsync(account, seed, TimeSpan.FromSeconds(6));

        (await account.SettleAsync(isWhole: true)).ShouldBeEmpty($"seed {seed}");
        var told = account.Zendesk.Webhooks[0].Events;
        (await account.ScalarAsync("select count(*) from webhook_inbox where outcome = 'applied'")).ShouldBe((long)told, $"seed {seed}");
        // At least: a delivery whose answer came too late is sent again.
        ((long)(await account.ScalarAsync("select sum(duplicates) from webhook_inbox"))!).ShouldBeGreaterThanOrEqualTo(
            told,
            $"seed {seed}"
        );
    }

    private static async Task ChangeAsync(PushedAccount account, int seed, TimeSpan duration)
    {
        using var stop = new CancellationTokenSource(duration);
        var changes = new AccountChanges(account.Zendesk.World, new Random(seed));
        await changes.RunAsync(PerSecond, stop.Token);
        changes.Made.ShouldBeGreaterThan(PerSecond);
    }
}
