using System.Buffers;
using System.Globalization;
using System.Text.Json;
using TicketPlatform.Application.Notifications;

namespace TicketPlatform.Infrastructure.Notifications;

/// <summary>JSON to any address, signed.</summary>
internal sealed class WebhookChannel(NotificationTargetOptions target, HttpPosting posting, TimeProvider time) : INotificationChannel
{
    private readonly byte[][] _keys = [.. target.Secrets.Select(secret => WebhookSignature.KeyIn(secret)!)];

    public Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        var body = Body(message);
        var id = message.Id.ToString();
        var now = time.GetUtcNow();
        var request = new HttpRequestMessage(HttpMethod.Post, target.Url) { Content = HttpPosting.Json(body) };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSignature.Of(id, now, body.Span, _keys));
        return posting.PostAsync(request, tellsText: false, cancellationToken);
    }

    internal static ReadOnlyMemory<byte> Body(OutgoingMessage message)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("id", message.Id);
            json.WriteString("type", message.Notification.Kind);
            json.WriteString("timestamp", message.Notification.OccurredAt.UtcDateTime);
            json.WriteString("severity", SeverityName.Of(message.Notification.Severity));
            json.WriteString("title", message.Notification.Title);
            json.WriteString("body", message.Notification.Body);
            json.WritePropertyName("data");
            json.WriteRawValue(message.Notification.DataJson);
            json.WriteEndObject();
        }
        return bytes.WrittenMemory;
    }
}
