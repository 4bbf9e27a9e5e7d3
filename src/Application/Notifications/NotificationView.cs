namespace TicketPlatform.Application.Notifications;

/// <summary>A message and what became of it.</summary>
/// <param name="Id">Receivers recognise a repetition by it.</param>
/// <param name="Key">What it tells of.</param>
/// <param name="Kind">Such as <c>alert.opened</c>.</param>
/// <param name="Severity">info, warning or critical.</param>
/// <param name="OccurredAt">When what it tells of happened (UTC).</param>
/// <param name="Title">One line.</param>
/// <param name="Body">The text.</param>
/// <param name="Deliveries">One per target; none where no target takes its kind and severity.</param>
public sealed record NotificationView(
    Guid Id,
    string Key,
    string Kind,
    string Severity,
    DateTimeOffset OccurredAt,
    string Title,
    string Body,
    IReadOnlyList<DeliveryReceipt> Deliveries
);

/// <param name="Target">Its name in the settings.</param>
/// <param name="State">pending, delivered or dead.</param>
/// <param name="Attempts">How often it was tried; begins anew with a replay.</param>
/// <param name="NextAttemptAt">When it is tried next (UTC); null once it is settled.</param>
/// <param name="DeliveredAt">When the target took it (UTC).</param>
/// <param name="LastError">Of the last attempt that failed; null once it is delivered.</param>
/// <param name="Receipt">What the target answered when it took it.</param>
public sealed record DeliveryReceipt(
    string Target,
    string State,
    int Attempts,
    DateTimeOffset? NextAttemptAt,
    DateTimeOffset? DeliveredAt,
    string? LastError,
    string? Receipt
);
