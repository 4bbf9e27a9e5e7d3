using System.Globalization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TicketPlatform.Application.Alerts;
using TicketPlatform.Benchmarks.Measuring;
using TicketPlatform.Benchmarks.Report;
using TicketPlatform.Dev;

namespace TicketPlatform.Benchmarks.Alerts;

/// <summary><c>./dev bench alerts</c>: what looking for alerts adds to applying changes of tickets.</summary>
internal static class AlertBenchmark
{
    private const int ChangesPerBatch = 1_000;
    private const double MostSlowdown = 1.10;

    // Whose status is drawn anew, in percent. Of ten events in the life of a ticket, two or three open or solve it; that is the first.
    private static readonly int[] Shares = [70, 100];

    public static async Task<int> ExecuteAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var options = CommandOptions.Parse("bench alerts", arguments, ["--users", "--batches"], []).WithoutRest();
        var users = options.Number("--users", 100, 1_000_000) ?? 20_000;
        var batches = options.Number("--batches", 5, 10_000) ?? 300;
        Console.WriteLine("Starting PostgreSQL ...");
        await using var cluster = await BenchmarkCluster.StartAsync(cancellationToken);
        await using var with = await AlertAccount.CreateAsync(cluster, "with", users, change: null, cancellationToken);
        await using var without = await AlertAccount.CreateAsync(
            cluster,
            "without",
            users,
            services => services.Replace(ServiceDescriptor.Scoped<IAlertStore, NoAlerts>()),
            cancellationToken
        );

        var measured = new List<Measured>();
        foreach (var share in Shares)
            measured.Add(await MeasureAsync(with, without, share, batches, cancellationToken));
        BenchmarkDocument.Write("Alerts", Report(users, batches, measured, cluster.Version));
        return 0;
    }

    /// <summary>The same changes with and without, batch by batch in turns, so that neither has the better moments.</summary>
    private static async Task<Measured> MeasureAsync(
        AlertAccount with,
        AlertAccount without,
        int share,
        int batches,
        CancellationToken cancellationToken
    )
    {
        var random = new Random(share);
        var pairs = new List<(TimeSpan With, TimeSpan Without)>();
        var (before, turned) = (0L, 0);
        for (var batch = -batches / 5; batch < batches; batch++)
        {
            if (batch == 0)
            {
                await with.AnalyzeAsync(cancellationToken);
                await without.AnalyzeAsync(cancellationToken);
                (before, turned) = (await with.CountEpisodesAsync(cancellationToken), with.Turned);
            }
            var changes = with.Draw(random, ChangesPerBatch, share);
            var isOdd = batch % 2 != 0;
            var first = await (isOdd ? with : without).ApplyAsync(changes, cancellationToken);
            var second = await (isOdd ? without : with).ApplyAsync(changes, cancellationToken);
            if (batch < 0)
                continue; // warms up
            pairs.Add(isOdd ? (first, second) : (second, first));
        }
        var begun = await with.CountEpisodesAsync(cancellationToken) - before;
        return new Measured(
            100.0 * (with.Turned - turned) / batches / ChangesPerBatch,
            Median(pairs.Select(pair => pair.Without)),
            Median(pairs.Select(pair => pair.With)),
            Median(pairs.Select(pair => pair.With / pair.Without)),
            begun
        );
    }

    private static T Median<T>(IEnumerable<T> figures)
    {
        var ordered = figures.Order().ToArray();
        return ordered[ordered.Length / 2];
    }

    private static string Report(int users, int batches, IReadOnlyList<Measured> measured, string postgres) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            `./dev bench alerts` on {MachineFacts.Describe(postgres)}; {BenchmarkCluster.Described}.

            {users:N0} users with {AlertAccount.TicketsPerUser} tickets each, {AlertAccount.Open} % of them open. Pages of {ChangesPerBatch:N0} changes are applied as the export's are, in turns
            with the store of alerts and with one that never finds any; medians of {batches} pages, and of their ratios. A share of the changes opens or solves a ticket; the others only change its text.

            {MarkdownTable.Of(
                ["share that opens or solves, %", "without alerts, changes/s", "with alerts, changes/s", "slower by, %", "target", "episodes begun"],
                measured.Select(row => new[]
                {
                    row.Turned.ToString("0", CultureInfo.InvariantCulture),
                    Rate(row.Without),
                    Rate(row.With),
                    (row.Slowdown * 100 - 100).ToString("0.0", CultureInfo.InvariantCulture),
                    row == measured[0] ? $"at most 10: {(row.Slowdown <= MostSlowdown ? "met" : "**missed**")}" : "",
                    row.Episodes.ToString("N0", CultureInfo.InvariantCulture),
                })
            )}
            """
        );

    private static string Rate(TimeSpan batch) => (ChangesPerBatch / batch.TotalSeconds).ToString("N0", CultureInfo.InvariantCulture);

    /// <param name="Turned">Changes that opened or solved a ticket, in percent.</param>
    /// <param name="Without">How long a page takes without alerts.</param>
    /// <param name="With">How long it takes with them.</param>
    /// <param name="Slowdown">What the same page takes with them for each second without: the machine's moods touch both.</param>
    /// <param name="Episodes">How many began.</param>
    private sealed record Measured(double Turned, TimeSpan Without, TimeSpan With, double Slowdown, long Episodes);
}
