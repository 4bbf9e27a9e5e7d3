using System.Globalization;
using Microsoft.Extensions.Logging;
using TicketPlatform.Application.Jobs;
using TicketPlatform.Application.Notifications;
using TicketPlatform.Application.Persistence;
using TicketPlatform.Domain.Alerts;
using TicketPlatform.Domain.Notifications;

namespace TicketPlatform.Application.Alerts;

/// <summary>
/// Proves that no user with too many open tickets lacks an episode and that every open episode fits its user. What does not fit is
/// repaired, and told: it means that a change went unnoticed, or that the limits were set anew.
/// </summary>
public sealed record EvaluateAlerts(SliceBudget Budget) : IRequest<SliceOutcome>;

internal sealed partial class EvaluateAlertsHandler(
    ITicketPlatformDb db,
    IAlertProofs proofs,
    AlertEvaluation evaluation,
    INotificationQueue messages,
    AlertRules rules,
    TimeProvider time,
    ILogger<EvaluateAlertsHandler> logger
) : IRequestHandler<EvaluateAlerts, SliceOutcome>
{
    private const int UsersPerStep = 20_000;
    private const int MisfitsPerStep = 200;

    /// <summary>What is due is seen to within seconds, unless nobody does it.</summary>
    private static readonly TimeSpan Overdue = TimeSpan.FromMinutes(5);

    public async Task<SliceOutcome> Handle(EvaluateAlerts job, CancellationToken cancellationToken)
    {
        var (proof, rows) = (await proofs.OpenAsync(time.GetUtcNow(), cancellationToken), 0L);
        while (job.Budget.Remains)
        {
            var before = proof;
            proof = await db.InTransactionAsync(token => StepAsync(before, token), cancellationToken);
            rows += proof.Users - before.Users + proof.Repaired - before.Repaired;
            if (proof.FinishedAt is not null)
                return Told(proof, rows);
        }
        return new SliceOutcome((int)rows, MoreIsWaiting: true);
    }

    private async Task<AlertProof> StepAsync(AlertProof proof, CancellationToken cancellationToken)
    {
        var step = await proofs.WalkAsync(proof.Position, UsersPerStep, rules.Limit, cancellationToken);
        var misfits = step.Users < UsersPerStep ? await MisfitsAsync(cancellationToken) : [];
        var repaired = 0;
        foreach (var users in step.WithoutEpisode.Concat(misfits).Order().Chunk(MisfitsPerStep))
            repaired += await evaluation.LookAsync(users, AlertCause.Proof, cancellationToken);

        var isDone = step.Users < UsersPerStep && (misfits.Count < MisfitsPerStep || repaired == 0);
        var next = proof with
        {
            Position = step.Users == 0 ? proof.Position : step.Last,
            Users = proof.Users + step.Users,
            Repaired = proof.Repaired + repaired,
            FinishedAt = isDone ? time.GetUtcNow() : null,
        };
        await proofs.KeepAsync(next, cancellationToken);
        if (next is { FinishedAt: { } finished, Repaired: > 0 })
            await messages.AddAsync([Message(next, finished)], cancellationToken);
        return next;
    }

    private Task<IReadOnlyList<Guid>> MisfitsAsync(CancellationToken cancellationToken) =>
        proofs.MisfitsAsync(rules.Limit, time.GetUtcNow() - Overdue, MisfitsPerStep, cancellationToken);

    private SliceOutcome Told(AlertProof proof, long rows)
    {
        if (proof.Repaired > 0)
            LogRepaired(proof.Repaired, proof.Users);
        return new SliceOutcome((int)rows);
    }

    private static Notification Message(AlertProof proof, DateTimeOffset finished)
    {
        var repaired = proof.Repaired.ToString(CultureInfo.InvariantCulture);
        return new Notification(
            $"alerts.repaired:{proof.BegunAt.UtcTicks.ToString(CultureInfo.InvariantCulture)}",
            "alerts.repaired",
            NotificationSeverity.Warning,
            finished,
            "Alerts did not fit the open tickets",
            $"Repaired: {repaired}. Unless the limits were set anew, a change of open tickets went unnoticed.",
            $$"""{"repaired":{{repaired}}}"""
        );
    }

    [LoggerMessage(LogLevel.Warning, "{Repaired} alerts did not fit the open tickets of {Users} users; they are repaired.")]
    private partial void LogRepaired(long repaired, long users);
}
