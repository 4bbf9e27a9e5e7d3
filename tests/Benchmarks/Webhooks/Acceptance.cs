using TicketPlatform.Benchmarks.Load;
using TicketPlatform.Benchmarks.Measuring;

namespace TicketPlatform.Benchmarks.Webhooks;

/// <summary>One target in one round of the closed loop.</summary>
internal sealed record AcceptanceRound(double EventsPerSecond, TimeSpan P99, double Cores);

/// <summary>How many events a second are accepted, by the product and by its floor in turns.</summary>
internal sealed class Acceptance(EventBook events, WebhookPlan plan)
{
    private readonly LoadGenerator _load = new(
        random => EventBook.Request(events.Tickets[random.Next(events.Tickets.Count)], "The printer prints everything twice"),
        plan.Connections
    );

    /// <param name="targets">What is loaded, in turns.</param>
    /// <param name="rest">Waits until a target has nothing left to do, so that it does not work on in the others' time.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public async Task<IReadOnlyList<IReadOnlyList<AcceptanceRound>>> RunAsync(
        IReadOnlyList<MeasuredProcess> targets,
        Func<CancellationToken, Task> rest,
        CancellationToken cancellationToken
    )
    {
        foreach (var target in targets)
        {
            await _load.RunAsync(target.Address, round: 0, WebhookPlan.WarmUp, cancellationToken);
            await rest(cancellationToken);
        }
        var rounds = targets.Select(_ => new List<AcceptanceRound>()).ToArray();
        for (var round = 1; round <= plan.Rounds; round++)
        {
            for (var target = 0; target < targets.Count; target++)
            {
                rounds[target].Add(await MeasureAsync(targets[target], round, cancellationToken));
                await rest(cancellationToken);
            }
            Console.WriteLine(
                $"  round {round}: {string.Join(", ", targets.Select((target, i) => $"{target.Name} {rounds[i][^1].EventsPerSecond:N0}/s"))}"
            );
        }
        return rounds;
    }

    private async Task<AcceptanceRound> MeasureAsync(MeasuredProcess target, int round, CancellationToken cancellationToken)
    {
        var before = await target.ReadAsync(cancellationToken);
        var outcome = await _load.RunAsync(target.Address, round, plan.Round, cancellationToken);
        target.EnsureRuns();
        var after = await target.ReadAsync(cancellationToken);
        return new(outcome.RequestsPerSecond, outcome.Latencies.Percentile(0.99), (after.Cpu - before.Cpu) / outcome.Elapsed);
    }
}
