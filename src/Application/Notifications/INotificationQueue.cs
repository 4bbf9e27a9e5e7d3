using TicketPlatform.Domain.Notifications;

namespace TicketPlatform.Application.Notifications;

/// <summary>Messages to people, noted in the open transaction and delivered later, at least once.</summary>
public interface INotificationQueue
{
    /// <summary>Adds messages; one whose key is known already is told already, and changes nothing.</summary>
    Task AddAsync(IReadOnlyCollection<Notification> notifications, CancellationToken cancellationToken);
}
