namespace TicketPlatform.Application.Operations;

/// <summary>What Zendesk pushed, and what became of it.</summary>
public interface IInboxFigures
{
    Task<InboxStatus> ReadAsync(CancellationToken cancellationToken);
}

/// <param name="Depth">Events received and not applied yet; counted up to 100,000.</param>
/// <param name="OldestSeconds">How long ago the oldest of them was received; null where there is none.</param>
/// <param name="DeadLetters">Events that could not be applied and are not tried again.</param>
/// <param name="Duplicates">Repetitions of events received in the last hour.</param>
/// <param name="AppliedLastHour">Events applied in the last hour; counted up to 100,000.</param>
/// <param name="ReceivedToVisibleMs">How long the last of these took from receipt until they could be read.</param>
public sealed record InboxStatus(
    long Depth,
    double? OldestSeconds,
    long DeadLetters,
    long Duplicates,
    long AppliedLastHour,
    DurationStatus ReceivedToVisibleMs
);

/// <param name="P50">Milliseconds that half of them took at most; null where there is none.</param>
/// <param name="P99">Milliseconds that all but a hundredth took at most.</param>
/// <param name="Count">How many this is taken from, 10,000 at most.</param>
public sealed record DurationStatus(double? P50, double? P99, long Count);
