using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TicketPlatform.Dev;
using TicketPlatform.Infrastructure.Jobs;
using TicketPlatform.Testing;

namespace TicketPlatform.Soak;

/// <summary>
/// <c>node --database --zendesk --ahead</c>: a process of the platform that does what statistics live on, without a pause and without a timetable,
/// until it is killed. For tests that kill it.
/// </summary>
internal static class WorkingNode
{
    public const string Verb = "node";

    private static readonly string[] Jobs = ["sync-users", "sync-tickets", "sync-events", "read-audits", "publish-statistics"];

    public static async Task<int> ExecuteAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var options = CommandOptions.Parse("soak node", arguments, ["--database", "--zendesk", "--ahead"], []).WithoutRest();
        var time = new ClockAhead(TimeSpan.FromSeconds(options.Number("--ahead", 0, int.MaxValue) ?? 0));
        await using var services = PlatformServices.Build(
            Required(options, "--database"),
            new Uri(Required(options, "--zendesk")),
            time,
            logs: LogLevel.None
        );
        var runner = services.GetRequiredService<JobRunner>();
        var jobs = JobCatalogue.All.Where(job => Jobs.Contains(job.Name)).ToList();
        // Slice by slice in turns, because one job may wait for what another one brings.
        while (!cancellationToken.IsCancellationRequested)
            foreach (var job in jobs)
                await RunAsync(runner, job, cancellationToken);
        return 0;
    }

    // What another node holds, or a database that is away, is tried again; the comparison afterwards says what came of it.
    private static async Task RunAsync(JobRunner runner, Job job, CancellationToken cancellationToken)
    {
        try
        {
            await runner.RunAsync(job, cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Console.WriteLine($"{job.Name}: {failure.Message}");
        }
    }

    private static string Required(CommandOptions options, string name) =>
        options.Value(name) ?? throw CommandFailedException.Refuse($"say {name}");

    /// <summary>The clock of the account that the node mirrors, which is ahead of ours.</summary>
    private sealed class ClockAhead(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }
}
