namespace TicketPlatform.ZendeskSimulator.Truth;

/// <summary>One hour and its figures, as they are published.</summary>
internal sealed record HourTruth(string Hour, FigureTruth Figures);

internal sealed record BacklogTruth(long New, long Open, long Pending, long Hold, long? OldestAgeSeconds);

internal sealed record FigureTruth(
    long Created,
    long ResolutionEvents,
    long Resolved,
    long Reopened,
    DurationTruth FirstResolution,
    DurationTruth FullResolution,
    DurationTruth FirstReply,
    DurationTruth RequesterWait,
    DurationTruth AgentWait,
    DurationTruth OnHold,
    long OneTouch,
    long ZeroTouch,
    BacklogTruth Backlog
);
