namespace TicketPlatform.Application.Notifications;

/// <summary>Has the dead letters of one message sent again.</summary>
public sealed record ReplayNotification(Guid Id) : IRequest<Result>;

internal sealed class ReplayNotificationHandler(INotificationArchive archive, TimeProvider time)
    : IRequestHandler<ReplayNotification, Result>
{
    public async Task<Result> Handle(ReplayNotification command, CancellationToken cancellationToken) =>
        await archive.ReplayAsync(command.Id, time.GetUtcNow(), cancellationToken) switch
        {
            null => NotificationFailures.NotFound(command.Id),
            0 => NotificationFailures.NotDead(command.Id),
            _ => Result.Success,
        };
}
