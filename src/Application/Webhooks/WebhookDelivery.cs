namespace TicketPlatform.Application.Webhooks;

/// <summary>One call of a webhook, as it arrived.</summary>
/// <param name="Signature">The header of that name; null where it is missing.</param>
/// <param name="SignedAt">The text that was signed together with the body: an instant; null where it is missing.</param>
/// <param name="WebhookId">Zendesk's id of the webhook.</param>
/// <param name="InvocationId">Zendesk's id of this invocation, the same for all its attempts.</param>
/// <param name="Body">The bytes as received: they are what is signed.</param>
public sealed record WebhookDelivery(
    string? Signature,
    string? SignedAt,
    string? WebhookId,
    string? InvocationId,
    ReadOnlyMemory<byte> Body
);
