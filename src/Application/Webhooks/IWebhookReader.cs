using TicketPlatform.Domain.Tickets;

namespace TicketPlatform.Application.Webhooks;

/// <summary>Understands what webhooks say: events, and the bodies that triggers send.</summary>
public interface IWebhookReader
{
    /// <summary>What must be known to keep a body; reads any JSON object. Throws <see cref="UnreadableWebhookException"/>.</summary>
    WebhookHead ReadHead(ReadOnlyMemory<byte> body);

    /// <summary>What a kept body means for the mirror. Throws <see cref="UnreadableWebhookException"/>.</summary>
    WebhookNews Read(InboxMessage message);
}

/// <param name="EventId">Zendesk's id of the event; null for the body of a trigger.</param>
/// <param name="Type">Such as <c>zen:event-type:ticket.created</c>, or <see cref="Trigger"/>.</param>
/// <param name="SubjectId">The ticket or user it is about, where it names one.</param>
public sealed record WebhookHead(string? EventId, string Type, long? SubjectId)
{
    /// <summary>The type of what a trigger sends: it names a ticket and tells nothing of it.</summary>
    public const string Trigger = "trigger";

    /// <summary>The type of what is no JSON object.</summary>
    public const string Unreadable = "unreadable";
}

/// <summary>What one message tells; nothing at all where it is about something that is not mirrored.</summary>
/// <param name="Ticket">The ticket as it was; null where the message only names it.</param>
/// <param name="Rereads">Tickets that must be read again, because the message does not tell all.</param>
/// <param name="Users">Zendesk users that must be read again.</param>
/// <param name="At">When it happened (Zendesk's clock, UTC); null where it is not told.</param>
public sealed record WebhookNews(TicketObservation? Ticket, IReadOnlyList<long> Rereads, IReadOnlyList<long> Users, DateTimeOffset? At)
{
    /// <summary>About something that is not mirrored.</summary>
    public static readonly WebhookNews Nothing = new(null, [], [], null);

    /// <summary>Whether the users were merged: their tickets then have another requester, of which no event tells.</summary>
    public bool MergesUsers { get; init; }

    /// <summary>Whether it names tickets without telling how they are.</summary>
    public bool IsHint => Ticket is null && Rereads.Count > 0;
}

/// <summary>A genuine delivery that makes no sense; trying again would not help.</summary>
public sealed class UnreadableWebhookException(string message, Exception? inner = null) : Exception(message, inner);
