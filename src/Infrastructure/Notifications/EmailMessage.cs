using System.Net;
using MimeKit;
using MimeKit.Text;
using TicketPlatform.Application.Notifications;
using TicketPlatform.Domain.Notifications;

namespace TicketPlatform.Infrastructure.Notifications;

/// <summary>A message as an e-mail: plain text, and the same as HTML.</summary>
internal static class EmailMessage
{
    public static MimeMessage Of(OutgoingMessage message, NotificationTargetOptions target)
    {
        var told = message.Notification;
        var mail = new MimeMessage
        {
            Subject = $"[{SeverityName.Of(told.Severity)}] {told.Title.ReplaceLineEndings(" ")}",
            Date = told.OccurredAt,
            // The same in every attempt: mail servers and programs drop what they have already.
            MessageId = $"{message.Id}@ticketplatform",
            Importance = told.Severity == NotificationSeverity.Critical ? MessageImportance.High : MessageImportance.Normal,
            Body = new MultipartAlternative(
                new TextPart(TextFormat.Plain) { Text = $"{told.Title}\n\n{told.Body}\n" },
                new TextPart(TextFormat.Html) { Text = Html(told) }
            ),
        };
        mail.From.Add(MailboxAddress.Parse(target.From!));
        mail.To.AddRange(target.To.Select(MailboxAddress.Parse));
        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated"); // No reply from an absence assistant.
        return mail;
    }

    private static string Html(Notification told)
    {
        var paragraphs = told
            .Body.ReplaceLineEndings("\n")
            .Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(paragraph => $"<p>{Encoded(paragraph).Replace("\n", "<br>", StringComparison.Ordinal)}</p>");
        return $"""
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>{Encoded(told.Title)}</title></head>
            <body style="font-family: sans-serif">
            <h2>{Encoded(told.Title)}</h2>
            {string.Join('\n', paragraphs)}
            <p style="color: #666">{SeverityName.Of(
                told.Severity
            )} · {told.Kind} · {told.OccurredAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC</p>
            </body></html>
            """;
    }

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
