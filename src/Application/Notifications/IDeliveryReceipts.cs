namespace TicketPlatform.Application.Notifications;

/// <summary>What became of messages, for whoever caused them.</summary>
public interface IDeliveryReceipts
{
    /// <summary>The messages whose key begins with one of these, the oldest first, with their deliveries.</summary>
    Task<IReadOnlyList<NotificationView>> ReadAsync(IReadOnlyCollection<string> keyPrefixes, CancellationToken cancellationToken);
}
