namespace TicketPlatform.Application.Alerts;

/// <summary>Alerts, to be looked at.</summary>
public interface IAlertReader
{
    /// <summary>Alerts, the last opened first.</summary>
    Task<IReadOnlyList<AlertView>> ReadAsync(AlertsQuestion question, CancellationToken cancellationToken);

    /// <summary>One alert; null if there is none.</summary>
    Task<AlertView?> FindAsync(Guid alert, CancellationToken cancellationToken);

    /// <summary>Those of these alerts that there are, in no order.</summary>
    Task<IReadOnlyList<AlertView>> FindAsync(IReadOnlyCollection<Guid> alerts, CancellationToken cancellationToken);

    /// <summary>What happened to an alert, in order.</summary>
    Task<IReadOnlyList<AlertMoment>> TimelineAsync(Guid alert, CancellationToken cancellationToken);
}

/// <param name="IsOpen">Only open or only closed ones; null for all.</param>
/// <param name="UserId">Only those of a user.</param>
/// <param name="From">Only those opened then or later.</param>
/// <param name="To">Only those opened before.</param>
/// <param name="After">Where the page before ended.</param>
/// <param name="Limit">At most so many.</param>
public sealed record AlertsQuestion(bool? IsOpen, Guid? UserId, DateTimeOffset? From, DateTimeOffset? To, AlertPosition? After, int Limit);

/// <param name="OpenedAt">Of the last alert shown (UTC).</param>
/// <param name="Id">Its id.</param>
public sealed record AlertPosition(DateTimeOffset OpenedAt, Guid Id);
