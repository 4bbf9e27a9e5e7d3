using TicketPlatform.Application.Jobs;

namespace TicketPlatform.Application.Notifications;

/// <summary>
/// Delivers messages that are due. A worker does so for each target as soon as there is one; as a job it finds what failed before, or was
/// left by a dead process.
/// </summary>
/// <param name="Budget">Of the slice.</param>
/// <param name="Target">The only target to deliver to; null for all.</param>
public sealed record DeliverNotifications(SliceBudget Budget, string? Target = null) : IRequest<SliceOutcome>;

internal sealed class DeliverNotificationsHandler(
    INotificationTargets targets,
    INotificationDeliveries deliveries,
    DeliveryLane lane,
    TimeProvider time
) : IRequestHandler<DeliverNotifications, SliceOutcome>
{
    public async Task<SliceOutcome> Handle(DeliverNotifications job, CancellationToken cancellationToken)
    {
        if (job.Target is null)
            await deliveries.GiveUpAsync(targets.Names, time.GetUtcNow(), cancellationToken);
        var names = job.Target is null ? targets.Names : [job.Target];
        var lanes = await Task.WhenAll(names.Select(name => lane.RunAsync(name, job.Budget, cancellationToken)));
        var problems = string.Join(" ", lanes.Select(outcome => outcome.Problem).OfType<string>());
        return new SliceOutcome(
            lanes.Sum(outcome => outcome.Attempts),
            lanes.Any(outcome => outcome.MoreIsWaiting),
            problems.Length > 0 ? problems : null
        );
    }
}
