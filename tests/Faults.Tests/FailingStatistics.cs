using TicketPlatform.Testing;
using TicketPlatform.Testing.Trials;

namespace TicketPlatform.Faults.Tests;

public sealed class FailingStatistics
{
    private const int Seeds = 20;
    private const int Days = 2;

    public static TheoryData<int> AllSeeds => [.. Enumerable.Range(1, Seeds)];

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public async Task Whatever_fails_every_hour_ends_published_and_equal_to_the_truth(int seed)
    {
        await using var database = await TestDatabase.CreateAsync();

        var outcome = await StatisticsTrial.RunAsync(seed, Days, database.ConnectionString);

        outcome.Failures.ShouldBeEmpty($"./dev soak --first {seed} --seeds 1 replays seed {seed}");
        outcome.Hours.ShouldBeGreaterThan((Days * 24) - 2);
        outcome.FailedRequests.ShouldBeGreaterThan(0);
    }
}
