namespace TicketPlatform.Application.Notifications;

/// <summary>The messages that were told, for people who operate the platform.</summary>
public interface INotificationArchive
{
    /// <summary>Messages, newest first.</summary>
    /// <param name="state">Only those with a delivery in this state; null for all.</param>
    /// <param name="kind">Only this kind; null for all.</param>
    /// <param name="before">Only those before this one; null for the newest.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<IReadOnlyList<NotificationView>> ReadAsync(
        DeliveryState? state,
        string? kind,
        Guid? before,
        int limit,
        CancellationToken cancellationToken
    );

    /// <summary>Has the dead deliveries of a message tried again, for another day from now on. Null where there is no such message.</summary>
    /// <returns>How many there were.</returns>
    Task<int?> ReplayAsync(Guid id, DateTimeOffset now, CancellationToken cancellationToken);
}

/// <summary>What became of a delivery.</summary>
public enum DeliveryState
{
    Pending,
    Delivered,

    /// <summary>Given up.</summary>
    Dead,
}
