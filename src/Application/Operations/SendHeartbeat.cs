using TicketPlatform.Application.Jobs;
using TicketPlatform.Application.Telemetry;

namespace TicketPlatform.Application.Operations;

/// <summary>
/// A dead man's switch: somebody outside is told that all is well, and raises the alarm when that stays away, whatever the reason. As a job
/// it proves the scheduler too.
/// </summary>
public sealed record SendHeartbeat : IRequest<SliceOutcome>;

/// <summary>Whoever waits for the heartbeat.</summary>
public interface IHeartbeat
{
    /// <summary>Whether anybody does.</summary>
    bool IsAwaited { get; }

    /// <summary>Sends it once, within a few seconds; answers why it did not arrive, or null.</summary>
    Task<string?> SendAsync(CancellationToken cancellationToken);
}

internal sealed class SendHeartbeatHandler(IHeartbeat heartbeat, IMediator mediator, IOperationalRecords records, OperationsMetrics metrics)
    : IRequestHandler<SendHeartbeat, SliceOutcome>
{
    public async Task<SliceOutcome> Handle(SendHeartbeat job, CancellationToken cancellationToken)
    {
        if (!heartbeat.IsAwaited)
            return SliceOutcome.Nothing;
        if (await ObjectionAsync(cancellationToken) is { } objection)
        {
            metrics.HeartbeatCycle("withheld");
            return new SliceOutcome(0, Problem: $"Withheld: {objection}");
        }
        var trouble = await heartbeat.SendAsync(cancellationToken);
        metrics.HeartbeatCycle(trouble is null ? "sent" : "failed");
        return new SliceOutcome(trouble is null ? 1 : 0, Problem: trouble);
    }

    private async Task<string?> ObjectionAsync(CancellationToken cancellationToken)
    {
        var health = await mediator.Send(new GetHealth(WithEvents: true), cancellationToken);
        if (health.Entries.FirstOrDefault(entry => entry.State != HealthState.Healthy) is { } entry)
            return $"{entry.Name}: {entry.Message}";
        var runs = await records.LastRunsAsync(cancellationToken);
        return runs.FirstOrDefault(run => run.IsFailing) is { } run ? $"The job {run.Job} fails: {run.LastError}" : null;
    }
}
