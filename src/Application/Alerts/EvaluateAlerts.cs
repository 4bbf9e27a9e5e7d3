using Microsoft.Extensions.Logging;
using TicketPlatform.Application.Jobs;
using TicketPlatform.Application.Persistence;

namespace TicketPlatform.Application.Alerts;

/// <summary>
/// Proves that no user with too many open tickets lacks an episode and that every open episode fits its user. What does not fit is
/// repaired, and told: it means that a change went unnoticed, or that the limits were set anew.
/// </summary>
public sealed record EvaluateAlerts(SliceBudget Budget) : IRequest<SliceOutcome>;

internal sealed partial class EvaluateAlertsHandler(
    ITicketPlatformDb db,
    IAlertProofs proofs,
    AlertProving proving,
    TimeProvider time,
    ILogger<EvaluateAlertsHandler> logger
) : IRequestHandler<EvaluateAlerts, SliceOutcome>
{
    public async Task<SliceOutcome> Handle(EvaluateAlerts job, CancellationToken cancellationToken)
    {
        var (proof, rows) = (await proofs.OpenAsync(time.GetUtcNow(), cancellationToken), 0L);
        while (job.Budget.Remains)
        {
            var before = proof;
            proof = await db.InTransactionAsync(token => proving.StepAsync(before, token), cancellationToken);
            rows += proof.Users - before.Users + proof.Repaired - before.Repaired;
            if (proof.FinishedAt is not null)
                return Told(proof, rows);
        }
        return new SliceOutcome((int)rows, MoreIsWaiting: true);
    }

    private SliceOutcome Told(AlertProof proof, long rows)
    {
        if (proof.Repaired > 0)
            LogRepaired(proof.Repaired, proof.Users);
        return new SliceOutcome((int)rows);
    }

    [LoggerMessage(LogLevel.Warning, "{Repaired} alerts did not fit the open tickets of {Users} users; they are repaired.")]
    private partial void LogRepaired(long repaired, long users);
}
