using Microsoft.Extensions.Logging;
using TicketPlatform.Application.Jobs;
using TicketPlatform.Domain.Notifications;

namespace TicketPlatform.Application.Notifications;

/// <param name="Attempts">How many deliveries were attempted.</param>
/// <param name="MoreIsWaiting">Whether it ended because its time did.</param>
/// <param name="Problem">What the target did wrong; null where it did nothing wrong.</param>
internal sealed record LaneOutcome(int Attempts, bool MoreIsWaiting = false, string? Problem = null);

/// <summary>
/// Delivers to one target, a few messages at once: claim, commit, send, record. A target that takes nothing is left alone until the next
/// slice, and holds up no other, because each has a lane of its own.
/// </summary>
internal sealed partial class DeliveryLane(
    INotificationDeliveries deliveries,
    TimedSending sending,
    TimeProvider time,
    ILogger<DeliveryLane> logger
)
{
    /// <summary>How many are sent at once.</summary>
    public const int Width = 4;

    /// <summary>Longer than a slice: whoever still sends when it ends is dead.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    public async Task<LaneOutcome> RunAsync(string target, SliceBudget budget, CancellationToken cancellationToken)
    {
        var attempts = 0;
        while (budget.LeftToWait >= TimedSending.Limit)
        {
            var now = time.GetUtcNow();
            var claimed = await deliveries.ClaimAsync(target, now, now + Lease, Width, cancellationToken);
            if (claimed.Count == 0)
                return new LaneOutcome(attempts);
            var outcomes = await Task.WhenAll(claimed.Select(delivery => AttemptAsync(delivery, cancellationToken)));
            attempts += claimed.Count;
            if (!Array.Exists(outcomes, outcome => outcome.Delivered))
                return new LaneOutcome(attempts, Problem: $"{target}: {outcomes[^1].Answer}");
        }
        return new LaneOutcome(attempts, MoreIsWaiting: true);
    }

    private async Task<SendOutcome> AttemptAsync(ClaimedDelivery delivery, CancellationToken cancellationToken)
    {
        var outcome = await sending.SendAsync(delivery.Target, delivery.Message, cancellationToken);
        if (outcome.Delivered)
            await deliveries.DeliveredAsync(delivery, outcome.Answer, time.GetUtcNow(), cancellationToken);
        else
            await FailAsync(delivery, outcome, cancellationToken);
        return outcome;
    }

    private async Task FailAsync(ClaimedDelivery delivery, SendOutcome outcome, CancellationToken cancellationToken)
    {
        var retryAt = time.GetUtcNow() + DeliveryLadder.After(delivery.Attempts, outcome.RetryAfter, Random.Shared.NextDouble());
        var isDead = retryAt > delivery.GiveUpAt;
        await deliveries.FailedAsync(delivery, outcome.FullAnswer, isDead ? null : retryAt, cancellationToken);
        if (isDead)
            DeliveryGivenUp(delivery.Message.Id, delivery.Target, delivery.Attempts, outcome.Answer);
        else
            DeliveryFailed(delivery.Message.Id, delivery.Target, delivery.Attempts, outcome.Answer);
    }

    [LoggerMessage(1, LogLevel.Warning, "Message {Message} did not reach {Target} in attempt {Attempt} and is tried again: {Error}")]
    private partial void DeliveryFailed(Guid message, string target, int attempt, string error);

    [LoggerMessage(2, LogLevel.Error, "Message {Message} did not reach {Target} in {Attempts} attempts and is a dead letter: {Error}")]
    private partial void DeliveryGivenUp(Guid message, string target, int attempts, string error);
}
