using TicketPlatform.Soak;

namespace TicketPlatform.Faults.Tests;

/// <summary>
/// Months under faults, each from a seed; the classes run side by side. <c>TICKETPLATFORM_SEED=17 ./dev test Months</c> replays one.
/// </summary>
public abstract class SeededMonths
{
    protected static TheoryData<int> From(int first, int count)
    {
        var seeds = RunSeed.Wanted is { } wanted ? [wanted] : Enumerable.Range(first, count);
        return new TheoryData<int>(seeds);
    }

    protected static async Task PublishAsync(int seed)
    {
        var report = await SeededRun.RunAsync(RunPlan.Of(seed), CancellationToken.None);

        report.Differences.ShouldBeEmpty($"seed {seed}: {report.Figures}; again with ./dev soak --seeds 1 --first {seed}");
        report.Hours.ShouldBeGreaterThan(24);
    }
}

public sealed class PublishingMonths : SeededMonths
{
    public static TheoryData<int> Seeds => From(first: 1, count: 5);

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task Every_hour_of_a_month_under_faults_equals_the_truth(int seed) => PublishAsync(seed);
}

public sealed class PublishingFurtherMonths : SeededMonths
{
    public static TheoryData<int> Seeds => From(first: 6, count: 5);

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task Every_hour_of_a_month_under_faults_equals_the_truth(int seed) => PublishAsync(seed);
}

public sealed class PublishingOtherMonths : SeededMonths
{
    public static TheoryData<int> Seeds => From(first: 11, count: 5);

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task Every_hour_of_a_month_under_faults_equals_the_truth(int seed) => PublishAsync(seed);
}

public sealed class PublishingMoreMonths : SeededMonths
{
    public static TheoryData<int> Seeds => From(first: 16, count: 5);

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task Every_hour_of_a_month_under_faults_equals_the_truth(int seed) => PublishAsync(seed);
}
