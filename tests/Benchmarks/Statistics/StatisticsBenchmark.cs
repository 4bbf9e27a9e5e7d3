using System.Diagnostics;
using System.Globalization;
using MediatR;
using Npgsql;
using TicketPlatform.Application.Jobs;
using TicketPlatform.Application.Statistics;
using TicketPlatform.Benchmarks.Measuring;
using TicketPlatform.Benchmarks.Report;
using TicketPlatform.Dev;
using TicketPlatform.Testing;

namespace TicketPlatform.Benchmarks.Statistics;

/// <summary><c>./dev bench statistics</c>: the first computation of a year of hours, and one hour on top of it.</summary>
internal static class StatisticsBenchmark
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan FirstTarget = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan HourTarget = TimeSpan.FromSeconds(5);

    public static async Task<int> ExecuteAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var options = CommandOptions.Parse("bench statistics", arguments, ["--tickets"], []).WithoutRest();
        var tickets = options.Number("--tickets", 1_000, 5_000_000) ?? 1_000_000;
        Console.WriteLine("Starting PostgreSQL ...");
        await using var cluster = await BenchmarkCluster.StartAsync(cancellationToken);
        var connectionString = await cluster.CreateDatabaseAsync("statistics", cancellationToken);
        Console.WriteLine($"Filling a year of {tickets:N0} tickets ...");
        await StatisticsData.FillAsync(connectionString, tickets, Now, cancellationToken);
        await using var database = NpgsqlDataSource.Create(connectionString + ";Command Timeout=0");
        await using var node = PlatformServices.Build(connectionString, zendesk: null, new FrozenTime(Now.AddMinutes(6)));

        var first = await FirstComputationAsync(node, database, cancellationToken);
        var hours = await HoursAsync(node, database, cancellationToken);
        var (events, published) = await CountsAsync(database, cancellationToken);
        BenchmarkDocument.Write("Statistics", Report(tickets, events, published, first, hours, cluster.Version));
        return 0;
    }

    /// <summary>Runs the job until nothing is left to do; the hours published by then, the time, and the longest slice.</summary>
    private static async Task<FirstComputation> FirstComputationAsync(
        ServiceProvider node,
        NpgsqlDataSource database,
        CancellationToken cancellationToken
    )
    {
        var started = Stopwatch.GetTimestamp();
        var (longest, derived, told) = (TimeSpan.Zero, TimeSpan.Zero, Stopwatch.GetTimestamp());
        while (true)
        {
            var slice = Stopwatch.GetTimestamp();
            var outcome = await RunAsync(node, cancellationToken);
            longest = TimeSpan.FromTicks(Math.Max(longest.Ticks, Stopwatch.GetElapsedTime(slice).Ticks));
            if (outcome.Rows == 0 && outcome.MoreIsWaiting)
                derived = Stopwatch.GetElapsedTime(started);
            if (Stopwatch.GetElapsedTime(told) > TimeSpan.FromSeconds(10))
            {
                await using var count = database.CreateCommand("select count(*) from statistics_hours where state = 'final'");
                Console.WriteLine(
                    $"{Stopwatch.GetElapsedTime(started):mm\\:ss}  {await count.ExecuteScalarAsync(cancellationToken):N0} hours"
                );
                told = Stopwatch.GetTimestamp();
            }
            if (!outcome.MoreIsWaiting)
                return new FirstComputation(derived, Stopwatch.GetElapsedTime(started), longest);
        }
    }

    /// <summary>Computes single hours again, in random order, early and late ones: what each takes, by the days of history behind it.</summary>
    private static async Task<IReadOnlyList<(int Days, double Milliseconds)>> HoursAsync(
        ServiceProvider node,
        NpgsqlDataSource database,
        CancellationToken cancellationToken
    )
    {
        const int Rounds = 7;
        var random = new Random(1);
        var measured = new List<(int Days, double Milliseconds)>();
        foreach (var days in (int[])[60, 120, 240, 364])
        {
            var times = new List<double>();
            for (var round = 0; round < Rounds; round++)
            {
                var hour = Now.AddDays(days - 365).AddHours(-random.Next(1, 24));
                await using var open = database.CreateCommand(
                    "insert into statistics_hours (hour, version, state, opened_at) select hour, version + 1, 'open', now() from statistics_hours where hour = $1 and state = 'final'"
                );
                open.Parameters.Add(new NpgsqlParameter { Value = hour });
                await open.ExecuteNonQueryAsync(cancellationToken);
                var started = Stopwatch.GetTimestamp();
                await RunAsync(node, cancellationToken);
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
            measured.Add((days, times.Order().ElementAt(Rounds / 2)));
        }
        return measured;
    }

    private static async Task<SliceOutcome> RunAsync(ServiceProvider node, CancellationToken cancellationToken)
    {
        await using var scope = node.CreateAsyncScope();
        var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
        return await mediator.Send(new PublishStatistics(new SliceBudget(TimeProvider.System)), cancellationToken);
    }

    private static async Task<(long Events, long Published)> CountsAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "select (select count(*) from ticket_events), (select count(*) from statistics_hours where state = 'final')"
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return (row.GetInt64(0), row.GetInt64(1));
    }

    private static string Report(
        int tickets,
        long events,
        long published,
        FirstComputation first,
        IReadOnlyList<(int Days, double Milliseconds)> hours,
        string postgres
    ) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            `./dev bench statistics` on {MachineFacts.Describe(postgres)}; {BenchmarkCluster.Described}.

            A year of {tickets:N0} tickets with {events:N0} events and 50 agents is stored; nothing is derived or published. `publish-statistics`
            runs slice after slice in one process beside PostgreSQL.

            {Table(first, published)}

            Then single hours are computed once more, with more and less history behind them, and withdrawn because they say the same; medians of 7.

            {MarkdownTable.Of(
                ["days of history", "one hour, ms"],
                hours.Select(hour => new[] { $"{hour.Days}", $"{hour.Milliseconds:N0}" })
            )}

            An hour takes under {HourTarget.TotalSeconds:N0} s: {Met(
                hours.Max(hour => hour.Milliseconds) < HourTarget.TotalMilliseconds
            )}. The
            last is {hours[^1].Milliseconds / hours[0].Milliseconds:N2} times the first.
            """
        );

    private static string Table(FirstComputation first, long published) =>
        MarkdownTable.Of(
            ["", "measured", "target"],
            [
                ["hours published", published.ToString("N0", CultureInfo.InvariantCulture), ""],
                ["intervals and credits derived, s", Seconds(first.Derived), ""],
                [
                    "everything, s",
                    Seconds(first.Elapsed),
                    $"under {FirstTarget.TotalSeconds.ToString("N0", CultureInfo.InvariantCulture)}: {Met(first.Elapsed < FirstTarget)}",
                ],
                [
                    "a published hour, ms",
                    ((first.Elapsed - first.Derived).TotalMilliseconds / Math.Max(1, published)).ToString(
                        "N1",
                        CultureInfo.InvariantCulture
                    ),
                    "",
                ],
                ["longest slice, s", Seconds(first.LongestSlice), $"under 5: {Met(first.LongestSlice < SliceBudget.Limit)}"],
            ]
        );

    private static string Met(bool met) => met ? "met" : "**missed**";

    private static string Seconds(TimeSpan value) => value.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);

    private sealed record FirstComputation(TimeSpan Derived, TimeSpan Elapsed, TimeSpan LongestSlice);

    /// <summary>The hours end with the data; how long things take is measured by the real clock.</summary>
    private sealed class FrozenTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
