namespace TicketPlatform.Application.Operations;

/// <summary>How far the hourly statistics are.</summary>
public interface IStatisticsFigures
{
    Task<StatisticsStatus> ReadAsync(CancellationToken cancellationToken);
}

/// <param name="PublishedUpTo">The end of the last published hour (UTC); null before the first.</param>
/// <param name="OpenHours">Hours, or newer versions of hours, that are not published yet.</param>
/// <param name="WaitingSince">Since when the one that waits longest could have been published (UTC); null where none waits.</param>
/// <param name="Reason">Why the earliest of them waits.</param>
public sealed record StatisticsStatus(DateTimeOffset? PublishedUpTo, long OpenHours, DateTimeOffset? WaitingSince, string? Reason);
