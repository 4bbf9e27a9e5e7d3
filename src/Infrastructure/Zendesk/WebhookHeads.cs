using System.Globalization;
using System.Text.Json;
using TicketPlatform.Application.Webhooks;
using TicketPlatform.Infrastructure.Persistence;

namespace TicketPlatform.Infrastructure.Zendesk;

/// <summary>
/// Reads of a body what must be known to keep it, in one pass that also proves it to be whole JSON. Events name themselves by
/// <c>id</c>, <c>type</c> and <c>subject</c>; a trigger's body is any object with the ticket's id in it.
/// </summary>
internal static class WebhookHeads
{
    private const int LongestText = 200;

    private static readonly string[] TicketIdNames = ["id", "ticket_id", "ticketId", "ticketID", "ticket"];

    /// <summary>Throws <see cref="UnreadableWebhookException"/> for what is no JSON object.</summary>
    public static WebhookHead Read(ReadOnlySpan<byte> body)
    {
        try
        {
            return Of(Fields(body));
        }
        catch (Exception damaged) when (damaged is JsonException or InvalidOperationException)
        {
            throw new UnreadableWebhookException("The body is no JSON object.", damaged);
        }
    }

    private static WebhookHead Of(Dictionary<string, string> fields)
    {
        if (fields.GetValueOrDefault("type") is { } type && type.StartsWith(WebhookEventTypes.Prefix, StringComparison.Ordinal))
            return new WebhookHead(fields.GetValueOrDefault("id"), type, SubjectId(fields.GetValueOrDefault("subject")));
        var named = TicketIdNames.Select(fields.GetValueOrDefault).Select(Id).FirstOrDefault(id => id is not null);
        return new WebhookHead(EventId: null, WebhookHead.Trigger, named);
    }

    // The scalars of the outermost object; the rest is only walked over.
    private static Dictionary<string, string> Fields(ReadOnlySpan<byte> body)
    {
        var json = new Utf8JsonReader(body);
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            throw new JsonException();
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = Text(ref json);
            json.Read();
            if (json.TokenType is JsonTokenType.String or JsonTokenType.Number)
                fields[name] = Text(ref json);
            else
                json.Skip();
        }
        if (json.Read())
            throw new JsonException();
        return fields;
    }

    private static string Text(ref Utf8JsonReader json)
    {
        if (json.ValueSpan.Length > 4 * LongestText)
            return "";
        var text = json.TokenType == JsonTokenType.Number ? System.Text.Encoding.UTF8.GetString(json.ValueSpan) : json.GetString()!;
        return text.Replace("\0", "", StringComparison.Ordinal).Cut(LongestText);
    }

    private static long? SubjectId(string? subject) => Id(subject?[(subject.LastIndexOf(':') + 1)..]);

    private static long? Id(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0 ? id : null;
}
