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
/// <param name="Unexplained">
/// Hours published in the last two days in which Zendesk's own figures differ and nothing known explains it, or an event seems to be missing
/// that cannot be read any more; the latest first, at most ten.
/// </param>
/// <param name="UnexplainedHours">How many such hours there are.</param>
/// <param name="UnknownStatuses">
/// Statuses of tickets that this version does not know, in alphabetical order; such tickets count as open. At most ten.
/// </param>
public sealed record StatisticsStatus(
    DateTimeOffset? PublishedUpTo,
    long OpenHours,
    DateTimeOffset? WaitingSince,
    string? Reason,
    IReadOnlyList<DateTimeOffset> Unexplained,
    long UnexplainedHours,
    IReadOnlyList<string> UnknownStatuses
);
