using TicketPlatform.Testing;
using TicketPlatform.ZendeskSimulator.Faults;
using Xunit.Abstractions;

namespace TicketPlatform.Faults.Tests;

/// <summary>A real process that dies of SIGKILL again and again while webhooks tell it what changes.</summary>
public sealed class KilledReceiver(ITestOutputHelper output)
{
    private const int Kills = 6;
    private const int PerSecond = 60;

    // Low enough for some to exceed it, whatever the seed.
    private const int AlertLimit = 2;

    [Fact]
    public async Task A_process_killed_again_and_again_under_pushed_changes_ends_equal_to_the_account()
    {
        var seed = RunSeed.Draw(output);
        var random = new Random(seed);
        await using var messages = await MessageBook.StartAsync();
        var settings = new Dictionary<string, string?>(messages.Settings) { ["Alerts__Limit"] = $"{AlertLimit}" };
        await using var account = await PushedAccount.StartAsync(seed, settings);
        await using var process = await account.StartProcessAsync();
        await account.CompleteAsync();
        account.Zendesk.Faults = new FaultSettings
        {
            Seed = seed,
            ErrorRate = 0.03,
            Webhooks = new WebhookFaults { DuplicateRate = 0.1 },
        };

        using var stop = new CancellationTokenSource();
        var changes = new AccountChanges(account.Zendesk.World, new Random(seed)).RunAsync(PerSecond, stop.Token);
        for (var kill = 0; kill < Kills; kill++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(50, 1_500)));
            await process.KillAsync();
            await process.StartAsync();
        }
        await stop.CancelAsync();
        await changes;

        (await account.SettleAsync(isWhole: false)).ShouldBeEmpty($"seed {seed}");
        await ShouldHaveAlertedAsync(account, messages, seed);
    }

    /// <summary>Everybody who has too many open tickets is alerted, and every alert was told: at least once, and under one key.</summary>
    private static async Task ShouldHaveAlertedAsync(PushedAccount account, MessageBook messages, int seed)
    {
        (await AlertComparison.DifferencesAsync(account.Database.ConnectionString, account.Zendesk.World, AlertLimit)).ShouldBeEmpty(
            $"seed {seed}"
        );
        await account.UntilAsync("select bool_and(state = 'delivered') from notification_deliveries");
        var opened = (long)(await account.ScalarAsync("select count(*) from alerts"))!;
        opened.ShouldBeGreaterThan(3, $"seed {seed}");
        var told = messages.Taken.Distinct().ToList();
        told.Count(message => message.Thing.StartsWith("alert.opened:", StringComparison.Ordinal)).ShouldBe((int)opened, $"seed {seed}");
        told.Select(message => message.Id).ShouldBeUnique($"seed {seed}");
    }
}
