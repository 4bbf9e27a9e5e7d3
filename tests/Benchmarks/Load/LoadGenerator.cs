using System.Diagnostics;

namespace TicketPlatform.Benchmarks.Load;

/// <summary>What a stretch of load gave.</summary>
internal sealed record LoadOutcome(LatencyHistogram Latencies, long BodyBytes, TimeSpan Elapsed)
{
    public double RequestsPerSecond => Latencies.Count / Elapsed.TotalSeconds;
}

/// <summary>A closed loop: each connection sends the next request as soon as its last answer is complete.</summary>
/// <param name="next">Makes or chooses a whole request; called from several threads.</param>
/// <param name="connections">Clients that ask at the same time.</param>
internal sealed class LoadGenerator(Func<Random, ReadOnlyMemory<byte>> next, int connections)
{
    /// <summary>Loads the target for a while. The same <paramref name="round"/> has the same chances in the same order.</summary>
    public async Task<LoadOutcome> RunAsync(Uri target, int round, TimeSpan duration, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        using var first = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var clients = Enumerable.Range(0, connections).Select(client => Client(new Random((round * 1000) + client))).ToList();
        await foreach (var ended in Task.WhenEach(clients))
        {
            if (!ended.IsCompletedSuccessfully)
                await first.CancelAsync(); // one failure ends the round for all
        }
        var outcomes = await Task.WhenAll(clients);
        var latencies = new LatencyHistogram();
        foreach (var outcome in outcomes)
            latencies.Add(outcome.Latencies);
        return new(latencies, outcomes.Sum(outcome => outcome.Bytes), Stopwatch.GetElapsedTime(started));

        Task<(LatencyHistogram Latencies, long Bytes)> Client(Random random) =>
            Task.Run(() => AskAsync(target, random, started, duration, first.Token), first.Token);
    }

    private async Task<(LatencyHistogram Latencies, long Bytes)> AskAsync(
        Uri target,
        Random random,
        long started,
        TimeSpan duration,
        CancellationToken cancellationToken
    )
    {
        using var connection = new KeepAliveConnection();
        await connection.ConnectAsync(target, cancellationToken);
        var latencies = new LatencyHistogram();
        var bytes = 0L;
        while (Stopwatch.GetElapsedTime(started) < duration)
        {
            var request = next(random);
            var sent = Stopwatch.GetTimestamp();
            bytes += await connection.ExchangeAsync(request, cancellationToken);
            latencies.Record(Stopwatch.GetElapsedTime(sent));
        }
        return (latencies, bytes);
    }
}
