namespace TicketPlatform.Application.Webhooks;

/// <summary>Keeps what Zendesk pushed, so that a delivery is answered once it is safe and applied afterwards.</summary>
public interface IWebhookInbox
{
    /// <summary>Keeps a message, in one statement. One that is kept already is counted and changes nothing.</summary>
    Task<InboxReceipt> AddAsync(NewInboxMessage message, CancellationToken cancellationToken);
}

/// <param name="EventId">What makes it one and the same: Zendesk's event id, or that of the invocation.</param>
/// <param name="Head">What it is about.</param>
/// <param name="Delivery">As it arrived.</param>
/// <param name="ReceivedAt">UTC.</param>
/// <param name="Error">Why it can never be applied; null for what can.</param>
public sealed record NewInboxMessage(string EventId, WebhookHead Head, WebhookDelivery Delivery, DateTimeOffset ReceivedAt, string? Error);

/// <summary>What became of a message at the door.</summary>
public enum InboxReceipt
{
    Kept,
    Duplicate,

    /// <summary>Too many messages wait to be applied; this one was not kept.</summary>
    Full,
}

/// <summary>A kept message.</summary>
/// <param name="EventId">Unique.</param>
/// <param name="Type">See <see cref="WebhookHead.Type"/>.</param>
/// <param name="SubjectId">The ticket or user it is about, where it names one.</param>
/// <param name="Body">As received.</param>
/// <param name="ReceivedAt">UTC.</param>
/// <param name="Attempts">How often applying it failed.</param>
public sealed record InboxMessage(
    string EventId,
    string Type,
    long? SubjectId,
    ReadOnlyMemory<byte> Body,
    DateTimeOffset ReceivedAt,
    int Attempts
);
