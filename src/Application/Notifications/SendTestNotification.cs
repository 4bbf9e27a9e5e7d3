using TicketPlatform.Domain.Notifications;

namespace TicketPlatform.Application.Notifications;

/// <summary>Sends a message to one target now, past the queue, and tells what happened.</summary>
public sealed record SendTestNotification(string? Target) : IRequest<Result<TestOutcome>>;

/// <param name="Target">Whom it was sent to.</param>
/// <param name="Delivered">Whether the target has taken it.</param>
/// <param name="Answer">What it answered, or what went wrong.</param>
/// <param name="Milliseconds">How long that took.</param>
public sealed record TestOutcome(string Target, bool Delivered, string Answer, long Milliseconds);

internal sealed class SendTestNotificationValidator : AbstractValidator<SendTestNotification>
{
    public SendTestNotificationValidator() =>
        RuleFor(command => command.Target).NotEmpty().WithMessage("Expected the name of a target of the settings.");
}

internal sealed class SendTestNotificationHandler(INotificationTargets targets, TimedSending sending, TimeProvider time)
    : IRequestHandler<SendTestNotification, Result<TestOutcome>>
{
    public async Task<Result<TestOutcome>> Handle(SendTestNotification command, CancellationToken cancellationToken)
    {
        var target = command.Target!;
        if (!targets.Names.Contains(target))
            return NotificationFailures.NoTarget(target, targets.Names);
        var (now, started) = (time.GetUtcNow(), time.GetTimestamp());
        var id = Guid.CreateVersion7(now);
        var message = new Notification(
            $"test:{id}",
            "test",
            NotificationSeverity.Info,
            now,
            "Test of TicketPlatform's notifications",
            $"An admin asked whether messages reach {target}. Nothing needs to be done.",
            "{}"
        );
        var outcome = await sending.SendAsync(target, new OutgoingMessage(id, message), cancellationToken);
        return new TestOutcome(target, outcome.Delivered, outcome.FullAnswer, (long)time.GetElapsedTime(started).TotalMilliseconds);
    }
}
