namespace TicketPlatform.Domain.Notifications;

/// <summary>Something that people must be told.</summary>
/// <param name="Key">Stable per thing told, such as <c>alert.opened:</c> and the episode's id: what is told twice is delivered once.</param>
/// <param name="Kind">Such as <c>alert.opened</c> or <c>stream.stalled</c>; targets choose by it.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="OccurredAt">When what it tells of happened.</param>
/// <param name="Title">One line.</param>
/// <param name="Body">Plain text.</param>
/// <param name="DataJson">A JSON object for machines.</param>
public sealed record Notification(
    string Key,
    string Kind,
    NotificationSeverity Severity,
    DateTimeOffset OccurredAt,
    string Title,
    string Body,
    string DataJson
);
