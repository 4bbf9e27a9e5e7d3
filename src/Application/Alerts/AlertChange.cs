using TicketPlatform.Application.Outbox;
using TicketPlatform.Application.Persistence;
using TicketPlatform.Domain.Alerts;

namespace TicketPlatform.Application.Alerts;

/// <summary>What a person does to an episode, after what time has done to it.</summary>
internal sealed class AlertChange(
    ITicketPlatformDb db,
    IAlertStore store,
    AlertEvaluation evaluation,
    IAlertReader reader,
    IOutbox outbox,
    TimeProvider time
)
{
    /// <summary>Changes an episode unless the change refuses; answers the alert as it is then.</summary>
    public async Task<Result<AlertView>> MakeAsync(
        Guid alert,
        Func<AlertEpisode, DateTimeOffset, Result> change,
        CancellationToken cancellationToken
    )
    {
        var outcome = await db.InTransactionAsync(token => ChangeAsync(alert, change, token), cancellationToken);
        if (outcome.Failure is { } failure)
            return failure;
        return await reader.FindAsync(alert, cancellationToken) is { } view ? view : AlertFailures.NotFound(alert);
    }

    private async Task<Result> ChangeAsync(
        Guid alert,
        Func<AlertEpisode, DateTimeOffset, Result> change,
        CancellationToken cancellationToken
    )
    {
        if (await store.UserOfAsync(alert, cancellationToken) is not { } user)
            return AlertFailures.NotFound(alert);
        await evaluation.LookAsync([user], AlertCause.Proof, cancellationToken);
        var episode = new AlertEpisode((await store.LockAsync(alert, cancellationToken))!);
        var outcome = change(episode, time.GetUtcNow());
        if (outcome.Failure is not null)
            return outcome;
        await store.SaveAsync([episode], [], cancellationToken);
        await outbox.AppendAsync([episode], [], cancellationToken);
        return outcome;
    }
}
