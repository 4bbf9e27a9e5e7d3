namespace TicketPlatform.Application.Notifications;

/// <summary>How the deliveries stand.</summary>
public interface INotificationFigures
{
    /// <summary>One row per target that has anything waiting or dead.</summary>
    Task<IReadOnlyList<TargetFigures>> ReadAsync(CancellationToken cancellationToken);
}

/// <param name="Target">Its name.</param>
/// <param name="Pending">Deliveries that wait.</param>
/// <param name="OldestPendingAt">Since when the oldest of their messages is known (UTC); null where none waits.</param>
/// <param name="Dead">Deliveries that were given up.</param>
public sealed record TargetFigures(string Target, long Pending, DateTimeOffset? OldestPendingAt, long Dead);
