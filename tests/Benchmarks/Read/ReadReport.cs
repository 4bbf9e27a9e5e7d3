using System.Globalization;
using TicketPlatform.Benchmarks.Measuring;
using TicketPlatform.Benchmarks.Report;

namespace TicketPlatform.Benchmarks.Read;

/// <summary>The read benchmark in words and tables.</summary>
internal static class ReadReport
{
    private const double ThroughputTarget = 0.90;
    private const double LatencyTarget = 1.25;
    private const double FlatnessTarget = 5;

    public static string Of(ReadPlan plan, ReadRun run, string postgres)
    {
        var few = plan.Reduced();
        return $"""
            `./dev bench read` on {MachineFacts.Describe(postgres)}; {BenchmarkCluster.Described}.

            {Number(plan.Users)} users, {Number(
                plan.Tickets
            )} tickets, about 40 % of them unsolved. {plan.Connections} keep-alive connections
            ask `GET /api/tickets/user/<uuid>` for random users in a closed loop, each user with a token of their own. Medians of
            {plan.Rounds} alternating rounds of {plan.Round.TotalSeconds:0} s after {plan.WarmUp.TotalSeconds:0} s of warm-up each; any answer
            that is not a 200 with a body fails the run.

            * **product**: `Roles=api` in production settings: authentication, counts, freshness, entity tag, page cursor.
            * **floor**: Kestrel, one statement that Npgsql prepares automatically (`Auto Prepare Min Usages=1`), a pool of
              {ReadTargets.FloorPool}, source-generated JSON. No authentication, no counts, no freshness.
            * **multiplexed floor**: the same with `Multiplexing=true`.

            Before the rounds, user and tickets of all three are compared field by field.

            {Figures(run.Main)}

            CPU is in cores; the load generator shares the machine. Memory is the peak since the start; allocations are managed bytes.

            {Ratios(run.Main)}

            ### Flatness

            Only {Number(few.Users)} users ask, first on {Number(plan.Tickets)} tickets, then on {Number(few.Tickets)}: as many callers in
            both, so that the data alone differs.

            {Figures(run.Large)}

            {Figures(run.Small)}

            {Flatness(run.Large, run.Small)}
            """;
    }

    private static string Figures(IReadOnlyList<ReadFigures> targets) =>
        MarkdownTable.Of(
            [
                "",
                "requests/s",
                "p50 ms",
                "p99 ms",
                "allocated B/request",
                "body B",
                "peak memory MB",
                "CPU itself",
                "CPU PostgreSQL",
                "CPU load generator",
            ],
            targets.Select(target =>
                (string[])
                    [
                        target.Name,
                        Number(target.RequestsPerSecond),
                        Decimal(target.Median(round => round.Median.TotalMilliseconds)),
                        Decimal(target.P99Milliseconds),
                        Number(target.Median(round => round.AllocatedBytes)),
                        Number(target.Median(round => round.BodyBytes)),
                        Number(target.PeakBytes / 1e6),
                        Decimal(target.Median(round => round.Cores)),
                        target.Rounds[0].PostgresCores is null ? "unknown" : Decimal(target.Median(round => round.PostgresCores ?? 0)),
                        Decimal(target.Median(round => round.GeneratorCores)),
                    ]
            )
        );

    private static string Ratios(IReadOnlyList<ReadFigures> targets)
    {
        var (product, floor, multiplexed) = (targets[0], targets[1], targets[2]);
        var (throughput, p99) = (Throughput(product, floor), Latency(product, floor));
        return MarkdownTable.Of(
            ["product to", "requests/s", "p99", "target"],
            [
                [
                    floor.Name,
                    Decimal(throughput),
                    Decimal(p99),
                    $"at least {Decimal(ThroughputTarget)}: {Met(throughput >= ThroughputTarget)}; p99 at most {Decimal(LatencyTarget)}: {Met(p99 <= LatencyTarget)}",
                ],
                [multiplexed.Name, Decimal(Throughput(product, multiplexed)), Decimal(Latency(product, multiplexed)), "none"],
            ]
        );
    }

    private static string Flatness(IReadOnlyList<ReadFigures> large, IReadOnlyList<ReadFigures> small)
    {
        var (few, many) = (Throughput(small[0], small[1]), Throughput(large[0], large[1]));
        var difference = ((many / few) - 1) * 100;
        return $"The ratio to the floor is {few.ToString("0.000", CultureInfo.InvariantCulture)} on the small data and "
            + $"{many.ToString("0.000", CultureInfo.InvariantCulture)} on the large, {difference.ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture)} %; "
            + $"target within {FlatnessTarget:0} %: {Met(Math.Abs(difference) <= FlatnessTarget)}.";
    }

    private static double Throughput(ReadFigures product, ReadFigures floor) => product.RequestsPerSecond / floor.RequestsPerSecond;

    private static double Latency(ReadFigures product, ReadFigures floor) => product.P99Milliseconds / floor.P99Milliseconds;

    private static string Met(bool met) => met ? "met" : "**missed**";

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Decimal(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
