namespace TicketPlatform.Application.Operations;

/// <summary>How the alerts stand.</summary>
public interface IAlertFigures
{
    Task<AlertsStatus> ReadAsync(CancellationToken cancellationToken);
}

/// <param name="Open">Users with too many open tickets, or with too many until less than the dwell time ago.</param>
/// <param name="Unacknowledged">Open alerts of which nobody takes care.</param>
/// <param name="Escalated">Open alerts that exceeded the second threshold.</param>
/// <param name="ProvenAt">When it was last proven that none is missing and all fit (UTC); null before the first proof.</param>
/// <param name="Repaired">Alerts that the proofs of the last 30 days had to repair.</param>
public sealed record AlertsStatus(long Open, long Unacknowledged, long Escalated, DateTimeOffset? ProvenAt, long Repaired);
