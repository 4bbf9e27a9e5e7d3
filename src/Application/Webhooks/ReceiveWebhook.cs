using System.Security.Cryptography;
using TicketPlatform.Application.Telemetry;

namespace TicketPlatform.Application.Webhooks;

/// <summary>
/// Takes a delivery in: checks who sent it, keeps it once, and leaves applying it to <see cref="ApplyInbox"/>, so that Zendesk has its
/// answer after one insert.
/// </summary>
public sealed record ReceiveWebhook(WebhookDelivery Delivery) : IRequest<Result<WebhookReceived>>;

/// <param name="EventId">Under which the message is kept.</param>
/// <param name="Duplicate">Whether it was kept already.</param>
public sealed record WebhookReceived(string EventId, bool Duplicate);

internal sealed class ReceiveWebhookHandler(
    IWebhookSignatures signatures,
    IWebhookReader reader,
    IWebhookInbox inbox,
    InboxWork work,
    FreshnessMetrics metrics,
    TimeProvider time
) : IRequestHandler<ReceiveWebhook, Result<WebhookReceived>>
{
    public async Task<Result<WebhookReceived>> Handle(ReceiveWebhook command, CancellationToken cancellationToken)
    {
        var delivery = command.Delivery;
        var verdict = signatures.Check(delivery);
        if (verdict != SignatureVerdict.Genuine)
        {
            metrics.WebhookRefused(ReasonOf(verdict));
            return WebhookFailures.Refused(verdict);
        }

        var message = Message(delivery);
        var receipt = await AddAsync(message, cancellationToken);
        if (receipt == InboxReceipt.Full)
        {
            metrics.WebhookRefused("full");
            return WebhookFailures.InboxFull;
        }
        if (message.Error is null)
            work.HasArrived(message.EventId);
        return new WebhookReceived(message.EventId, receipt == InboxReceipt.Duplicate);
    }

    private async Task<InboxReceipt> AddAsync(NewInboxMessage message, CancellationToken cancellationToken)
    {
        work.Receiving();
        try
        {
            return await inbox.AddAsync(message, cancellationToken);
        }
        finally
        {
            work.Received();
        }
    }

    private static string ReasonOf(SignatureVerdict verdict) =>
        verdict switch
        {
            SignatureVerdict.Missing => "headers",
            SignatureVerdict.OutOfTime => "timestamp",
            SignatureVerdict.NoSecret => "secret",
            _ => "signature",
        };

    // What cannot be read is kept all the same: it came from Zendesk, and somebody must be told.
    private NewInboxMessage Message(WebhookDelivery delivery)
    {
        try
        {
            var head = reader.ReadHead(delivery.Body);
            return new NewInboxMessage(head.EventId ?? IdOf(delivery), head, delivery, time.GetUtcNow(), Error: null);
        }
        catch (UnreadableWebhookException unreadable)
        {
            var head = new WebhookHead(null, WebhookHead.Unreadable, null);
            return new NewInboxMessage(IdOf(delivery), head, delivery, time.GetUtcNow(), unreadable.Message);
        }
    }

    // Every attempt of an invocation carries the same id. It is not signed, so the signed body has its part in the key.
    private static string IdOf(WebhookDelivery delivery) =>
        $"{delivery.InvocationId ?? "invocation"}:{Convert.ToHexStringLower(SHA256.HashData(delivery.Body.Span))[..16]}";
}
