using System.Globalization;
using TicketPlatform.Application.Notifications;
using TicketPlatform.Domain.Alerts;
using TicketPlatform.Domain.Notifications;

namespace TicketPlatform.Application.Alerts;

/// <summary>Makes a proof, step by step, and repairs what it finds.</summary>
internal sealed class AlertProving(
    IAlertProofs proofs,
    AlertEvaluation evaluation,
    INotificationQueue messages,
    AlertRules rules,
    TimeProvider time
)
{
    // Where the limit was lowered, every one of them may have to be given an episode, and the slice is cut off after five seconds.
    private const int UsersPerStep = 2_000;
    private const int MisfitsPerStep = 200;

    /// <summary>What is due is seen to within seconds, unless nobody does it.</summary>
    private static readonly TimeSpan Overdue = TimeSpan.FromMinutes(5);

    /// <summary>One step, in the open transaction; answers how far the proof has come.</summary>
    public async Task<AlertProof> StepAsync(AlertProof proof, CancellationToken cancellationToken)
    {
        var step = await proofs.WalkAsync(proof.Position, UsersPerStep, rules.Limit, cancellationToken);
        var misfits = step.Users < UsersPerStep ? await MisfitsAsync(cancellationToken) : [];
        var repaired = await evaluation.LookAsync([.. step.WithoutEpisode, .. misfits], AlertCause.Proof, cancellationToken);

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
}
