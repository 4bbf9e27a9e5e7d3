namespace TicketPlatform.Application.Notifications;

/// <summary>Forgets people.</summary>
public interface INotificationErasure
{
    /// <summary>Empties, in the open transaction, what was told of a user: the messages whose data names them as <c>userId</c>.</summary>
    Task EraseAsync(Guid userId, CancellationToken cancellationToken);
}
