using TicketPlatform.Domain.Reconciliation;

namespace TicketPlatform.Application.Reconciliation;

/// <summary>What audits, samples and overlap passes have found.</summary>
public interface IReconciliationFigures
{
    /// <param name="window">How far back samples and late rows count.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<ReconciliationFigures> ReadAsync(TimeSpan window, CancellationToken cancellationToken);
}

/// <param name="LastAudit">The last one that ended; null before.</param>
/// <param name="Recovered">Ids that were missing, and that Zendesk had.</param>
/// <param name="Unexplained">Ids that are missing, and of which nothing is known yet.</param>
/// <param name="Sampled">Samples compared.</param>
/// <param name="Differing">Those of them that were errors.</param>
/// <param name="Open">Samples not judged yet.</param>
/// <param name="LateRows">Rows that an overlap pass brought although the cursor had passed them.</param>
/// <param name="RereadDue">Tickets about which two sources disagree.</param>
public sealed record ReconciliationFigures(
    MirrorAudit? LastAudit,
    long Recovered,
    long Unexplained,
    int Sampled,
    int Differing,
    int Open,
    long LateRows,
    long RereadDue
);
