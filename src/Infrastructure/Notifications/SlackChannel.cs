using System.Text.Json;
using TicketPlatform.Application.Notifications;
using TicketPlatform.Domain.Notifications;
using TicketPlatform.Infrastructure.Persistence;

namespace TicketPlatform.Infrastructure.Notifications;

/// <summary>A channel of Slack, by an app's incoming webhook. Slack does not recognise repetitions.</summary>
internal sealed class SlackChannel(NotificationTargetOptions target, HttpPosting posting) : INotificationChannel
{
    /// <summary>Slack advises no more, and cuts off far above.</summary>
    private const int LongestText = 4_000;

    public Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["text"] = Text(message.Notification) });
        var request = new HttpRequestMessage(HttpMethod.Post, target.Url) { Content = HttpPosting.Json(body) };
        return posting.PostAsync(request, tellsText: true, cancellationToken);
    }

    internal static string Text(Notification notification)
    {
        var text = $"{Mark(notification.Severity)} *{Escaped(notification.Title)}*\n{Escaped(notification.Body)}";
        return text.Length > LongestText ? $"{text.Cut(LongestText - 1)}…" : text;
    }

    private static string Mark(NotificationSeverity severity) =>
        severity switch
        {
            NotificationSeverity.Critical => ":rotating_light:",
            NotificationSeverity.Warning => ":warning:",
            _ => ":information_source:",
        };

    // The three characters that Slack reads as markup of its own: an address in a text becomes no mention and no link.
    private static string Escaped(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);
}
