using System.Globalization;
using System.Text.Json;
using TicketPlatform.Application.Webhooks;
using TicketPlatform.Infrastructure.Zendesk.Wire;

namespace TicketPlatform.Infrastructure.Zendesk;

/// <summary>Reads events and the bodies of triggers, tolerantly: what is missing is read from Zendesk instead.</summary>
internal sealed class WebhookReader : IWebhookReader
{
    public WebhookHead ReadHead(ReadOnlyMemory<byte> body) => WebhookHeads.Read(body.Span);

    public WebhookNews Read(InboxMessage message)
    {
        if (message.Type == WebhookHead.Trigger)
            return message.SubjectId is { } named
                ? new WebhookNews(null, [named], [], null)
                : throw new UnreadableWebhookException("A trigger's body names no ticket: send {\"id\":\"{{ticket.id}}\"}.");
        if (WebhookEventTypes.IsOfUser(message.Type))
            return OfUser(message);
        return WebhookEventTypes.IsOfTicket(message.Type) ? OfTicket(message) : WebhookNews.Nothing;
    }

    private static WebhookNews OfTicket(InboxMessage message)
    {
        var wire = Deserialize(message);
        if ((message.SubjectId ?? wire.Detail?.Id) is not { } ticket)
            throw new UnreadableWebhookException("The event names no ticket.");
        IReadOnlyList<long> others = wire.Event?.TargetTicketId is { } target ? [ticket, target] : [];
        var seen = wire.Detail is { } detail ? WebhookTickets.Observe(message.Type, ticket, detail, wire.Time) : null;
        return seen is null
            ? new WebhookNews(null, [ticket, .. others.Skip(1)], [], wire.Time)
            : new WebhookNews(seen, others, [], wire.Time);
    }

    private static WebhookNews OfUser(InboxMessage message)
    {
        var wire = Deserialize(message);
        if ((message.SubjectId ?? wire.Detail?.Id) is not { } user)
            throw new UnreadableWebhookException("The event names no user.");
        var merges = message.Type == WebhookEventTypes.UserMerged;
        return new WebhookNews(null, [], merges ? [user, .. Others(wire.Event, user)] : [user], wire.Time) { MergesUsers = merges };
    }

    // How a merge names the other user is not documented, so everything that looks like a user's id is read again.
    private static IEnumerable<long> Others(WebhookChangeWire? change, long user) =>
        from other in change?.Others ?? []
        where other.Key.Contains("user", StringComparison.OrdinalIgnoreCase) || other.Key is "current" or "previous" or "id"
        let text = other.Value.ToString()
        where long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _)
        let id = long.Parse(text, CultureInfo.InvariantCulture)
        where id > 0 && id != user
        select id;

    private static WebhookWire Deserialize(InboxMessage message)
    {
        try
        {
            return JsonSerializer.Deserialize(message.Body.Span, ZendeskJson.Default.WebhookWire)
                ?? throw new UnreadableWebhookException("The body is null.");
        }
        catch (JsonException json)
        {
            throw new UnreadableWebhookException($"The event is not what the contract says at {json.Path ?? "its start"}.", json);
        }
    }
}
