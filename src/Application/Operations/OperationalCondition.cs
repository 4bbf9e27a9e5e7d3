using TicketPlatform.Domain.Notifications;

namespace TicketPlatform.Application.Operations;

/// <summary>Something that is wrong, and that somebody must be told.</summary>
/// <param name="Kind">Such as <c>stream.stalled</c>.</param>
/// <param name="Subject">Of which thing, such as a stream's name; one message per kind, subject and beginning.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Patience">How long it must have lasted before somebody is told.</param>
/// <param name="Title">One line.</param>
/// <param name="Body">What it means and what to do.</param>
public sealed record OperationalCondition(
    string Kind,
    string Subject,
    NotificationSeverity Severity,
    TimeSpan Patience,
    string Title,
    string Body
);
