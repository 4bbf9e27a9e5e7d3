using System.Globalization;
using TicketPlatform.Benchmarks.Measuring;
using TicketPlatform.Benchmarks.Report;

namespace TicketPlatform.Benchmarks.Webhooks;

/// <summary>The webhook benchmark in words and tables.</summary>
internal static class WebhookReport
{
    private const double AcceptanceTarget = 0.7;
    private const double BurstTargetSeconds = 30;
    private static readonly TimeSpan VisibilityTarget = TimeSpan.FromMilliseconds(250);

    public static string Of(
        WebhookPlan plan,
        IReadOnlyList<AcceptanceRound> product,
        IReadOnlyList<AcceptanceRound> floor,
        VisibilityOutcome visible,
        BurstOutcome burst,
        string postgres
    )
    {
        var ratio = Median(product, round => round.EventsPerSecond) / Median(floor, round => round.EventsPerSecond);
        var p99 = visible.Latencies.Percentile(0.99);
        return $"""
            `./dev bench webhooks` on {MachineFacts.Describe(postgres)}; {BenchmarkCluster.Described}.

            One product process with `Roles=api,worker` mirrors a simulated account of {Number(plan.Tickets)} tickets; the benchmark signs
            events about them, each of its own, and sends them as Zendesk would. Product, floor, PostgreSQL, simulator and load generator share the machine.

            ### Accepting

            {plan.Connections} keep-alive connections deliver in a closed loop. Medians of {plan.Rounds} alternating rounds of {plan.Round.TotalSeconds:0} s. The product
            applies what it accepts at the same time; the floor (Kestrel and one automatically prepared insert, a pool of {Read.ReadTargets.FloorPool}) checks nothing, reads nothing and applies nothing.

            {MarkdownTable.Of(
                ["", "events/s", "p99 ms", "CPU itself"],
                [Row("product", product), Row("floor", floor)]
            )}

            The ratio is {Decimal(ratio)}; target at least {Decimal(AcceptanceTarget)}: {Met(ratio >= AcceptanceTarget)}.

            ### From delivery to visible

            {plan.Rate} events a second for {plan.Live.TotalSeconds:0} s. From the start of each delivery until `GET /api/tickets/user/<uuid>` shows it, asked every 10 ms
            ({Number(visible.Reads / plan.Live.TotalSeconds)} reads a second): p50 {Milliseconds(visible.Latencies.Percentile(0.5))} ms, p99 {Milliseconds(p99)} ms over {Number(visible.Latencies.Count)} events, none lost;
            target p99 under {Milliseconds(VisibilityTarget)} ms: {Met(p99 < VisibilityTarget)}.

            ### A burst

            {Number(plan.Burst)} events within {WebhookPlan.BurstTime.TotalSeconds:0} s: all accepted after {Decimal(burst.SentWithin.TotalSeconds)} s ({Number(burst.Deferred)} answers 503, sent again), all
            visible after {Decimal(burst.AppliedAfter.TotalSeconds)} s; target {BurstTargetSeconds:0} s: {Met(burst.AppliedAfter.TotalSeconds <= BurstTargetSeconds)}.
            """;
    }

    private static string[] Row(string name, IReadOnlyList<AcceptanceRound> rounds) =>
        [
            name,
            Number(Median(rounds, round => round.EventsPerSecond)),
            Decimal(Median(rounds, round => round.P99.TotalMilliseconds)),
            Decimal(Median(rounds, round => round.Cores)),
        ];

    private static double Median(IReadOnlyList<AcceptanceRound> rounds, Func<AcceptanceRound, double> figure)
    {
        var ordered = rounds.Select(figure).Order().ToArray();
        return (ordered[(ordered.Length - 1) / 2] + ordered[ordered.Length / 2]) / 2;
    }

    private static string Met(bool met) => met ? "met" : "**missed**";

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Decimal(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Milliseconds(TimeSpan value) => value.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
}
