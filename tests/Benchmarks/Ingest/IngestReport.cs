using System.Globalization;
using TicketPlatform.Benchmarks.Measuring;
using TicketPlatform.Benchmarks.Report;

namespace TicketPlatform.Benchmarks.Ingest;

/// <summary>The ingest benchmark in words and a table.</summary>
internal static class IngestReport
{
    private const double SpeedTarget = 15_000;
    private const double MemoryTarget = 400e6;

    public static string Of(IngestFigures figures, string postgres) =>
        $"""
            `./dev bench ingest` on {MachineFacts.Describe(postgres)}; {BenchmarkCluster.Described}.

            One product process with `Roles=api,worker` reads {Number(figures.Chain.Rows)} rows on {Number(
                figures.Chain.Pages
            )} pages from the
            simulator, whose rate limits are off, into an empty mirror with {Number(figures.Users)} platform users. Simulator, product and
            PostgreSQL share the machine. The time runs from the first page's `stored_at` to the last one's.

            {Table(figures)}

            Proven by SQL in the same run: the mirror holds as many tickets as the simulator ({Number(figures.Stored)};
            {Number(figures.Owned)} of them belong to a platform user), and in `sync_pages` every page starts at the cursor where the one
            before it ended.

            The simulator's share is the time in which a bare client walks the same export (no parsing, no database, the product not
            running), as a part of the product's time. The product fetches a page while it stores the one before, so this is the most
            that it can have waited for a simulator with a core to itself.
            """;

    private static string Table(IngestFigures figures)
    {
        var share = figures.Alone.Elapsed / figures.Chain.Elapsed;
        return MarkdownTable.Of(
            ["", "measured", "target"],
            [
                [
                    "tickets/s",
                    Number(figures.Chain.RowsPerSecond),
                    $"at least {Number(SpeedTarget)}: {Met(figures.Chain.RowsPerSecond >= SpeedTarget)}",
                ],
                [
                    "peak memory of the API process, MB",
                    Number(figures.Product.PeakBytes / 1e6),
                    $"under {Number(MemoryTarget / 1e6)}: {Met(figures.Product.PeakBytes < MemoryTarget)}",
                ],
                ["bare client on the same export, pages/s", Number(figures.Alone.Pages / figures.Alone.Elapsed.TotalSeconds), ""],
                ["product, pages/s", Number(figures.Chain.Pages / figures.Chain.Elapsed.TotalSeconds), ""],
                ["share of the simulator", share.ToString("0 %", CultureInfo.InvariantCulture), ""],
                ["product's start to complete mirror, s", Seconds(figures.Elapsed), ""],
                ["CPU of the product, s", Seconds(figures.Product.Cpu), ""],
                ["CPU of PostgreSQL, s", figures.PostgresCpu is { } cpu ? Seconds(cpu) : "unknown", ""],
                ["CPU of the simulator, s", Seconds(figures.SimulatorCpu), ""],
                ["allocated by the product, bytes/ticket", Number((double)figures.Product.AllocatedBytes / figures.Chain.Rows), ""],
                ["size of a page, kB", Number(figures.Alone.Bytes / 1e3 / figures.Alone.Pages), ""],
            ]
        );
    }

    private static string Met(bool met) => met ? "met" : "**missed**";

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan value) => value.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
}
