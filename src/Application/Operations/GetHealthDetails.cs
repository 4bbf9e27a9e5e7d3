using System.Globalization;

namespace TicketPlatform.Application.Operations;

/// <summary>How everything is that this platform depends on, for people who look for the cause.</summary>
public sealed record GetHealthDetails : IRequest<HealthDetails>;

/// <param name="State">The worst of its entries; degraded is not dead.</param>
/// <param name="CheckedAt">UTC.</param>
/// <param name="Entries">What was looked at.</param>
public sealed record HealthDetails(HealthState State, DateTimeOffset CheckedAt, IReadOnlyList<HealthDetail> Entries)
{
    public static HealthDetails Of(DateTimeOffset checkedAt, IReadOnlyList<HealthDetail> entries) =>
        new(entries.Max(entry => entry.State), checkedAt, entries);
}

/// <param name="Name">What was looked at.</param>
/// <param name="State">How it is.</param>
/// <param name="Message">One sentence for people.</param>
/// <param name="AgeSeconds">How long ago it was last known to be well, or how long it has waited; null where neither is a question.</param>
public sealed record HealthDetail(string Name, HealthState State, string Message, double? AgeSeconds)
{
    /// <summary>Seconds since an instant, to a tenth; null where there is none.</summary>
    internal static double? Age(DateTimeOffset now, DateTimeOffset? at) =>
        at is { } known ? Math.Round(Math.Max(0, (now - known).TotalSeconds), 1) : null;
}

internal sealed class GetHealthDetailsHandler(
    IMediator mediator,
    StreamStatuses streams,
    IOperationalRecords records,
    IntakeHealth intake,
    OutcomeHealth outcomes,
    TimeProvider time
) : IRequestHandler<GetHealthDetails, HealthDetails>
{
    private const string Worker = "worker";

    /// <summary>The most frequent job ends every five seconds; nothing for so long is no accident.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    public async Task<HealthDetails> Handle(GetHealthDetails query, CancellationToken cancellationToken)
    {
        var asked = time.GetTimestamp();
        var health = await mediator.Send(new GetHealth(WithEvents: true), cancellationToken);
        var took = time.GetElapsedTime(asked);
        var now = time.GetUtcNow();
        var succeeded = (await streams.ReadAsync(cancellationToken)).ToDictionary(stream => stream.Name, stream => stream.LastSucceededAt);
        return HealthDetails.Of(
            now,
            [
                new HealthDetail("database", HealthState.Healthy, $"Answers within {Number(Math.Ceiling(took.TotalMilliseconds))} ms.", 0),
                .. health
                    .Entries.Where(entry => succeeded.ContainsKey(entry.Name))
                    .Select(entry => new HealthDetail(
                        entry.Name,
                        entry.State,
                        entry.Message,
                        HealthDetail.Age(now, succeeded[entry.Name])
                    )),
                .. Jobs(await records.LastRunsAsync(cancellationToken), now),
                .. await intake.ReadAsync(now, cancellationToken),
                .. await outcomes.ReadAsync(now, cancellationToken),
            ]
        );
    }

    private static IEnumerable<HealthDetail> Jobs(IReadOnlyList<JobStatus> jobs, DateTimeOffset now)
    {
        var last = jobs.Max(job => job.LastStartedAt);
        yield return last switch
        {
            null => new(Worker, HealthState.Degraded, "No job has run yet. Does a node with the role worker run?", null),
            { } at when now - at > Quiet => new(
                Worker,
                HealthState.Degraded,
                "No job runs. Does a node with the role worker?",
                HealthDetail.Age(now, at)
            ),
            _ => new(Worker, HealthState.Healthy, "Jobs run.", HealthDetail.Age(now, last)),
        };
        foreach (var job in jobs.Where(job => job.IsFailing))
            yield return new(job.Job, HealthState.Degraded, $"Fails: {job.LastError}", HealthDetail.Age(now, job.LastStartedAt));
    }

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
