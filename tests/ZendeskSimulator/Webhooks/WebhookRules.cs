using TicketPlatform.ZendeskSimulator.Delivery;
using TicketPlatform.ZendeskSimulator.Events;

namespace TicketPlatform.ZendeskSimulator.Webhooks;

/// <summary>What is refused of a webhook, by Zendesk and, where the endpoint is not on this machine, by the simulator.</summary>
internal static class WebhookRules
{
    private static readonly string[] Required = ["name", "endpoint", "http_method", "request_format", "status"];
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    public static IResult NoWebhook { get; } = Refusal.Bad("BadRequest", "Missing parameter: webhook");

    public static IResult? RefuseMissing(JsonBody wanted) =>
        Required.FirstOrDefault(name => string.IsNullOrWhiteSpace(wanted.Text(name))) is { } missing
            ? Refusal.Invalid(missing, $"{Title(missing)}: cannot be blank", "BlankValue")
            : null;

    public static IResult? RefuseEndpoint(Uri endpoint) =>
        !endpoint.IsAbsoluteUri || endpoint.Scheme is not ("http" or "https")
            ? Refusal.Invalid("endpoint", $"Endpoint: {endpoint.OriginalString} is not a valid URL", "InvalidFormat")
        : !Endpoints.IsAllowed(endpoint)
            ? Refusal.Invalid(
                "endpoint",
                $"Endpoint: {endpoint.Host} is not this machine; the simulator sends webhooks to loopback addresses only",
                "InvalidValue"
            )
        : null;

    public static IResult? Refuse(Webhook webhook) =>
        RefuseEndpoint(webhook.Endpoint)
        ?? Unlisted("http_method", webhook.HttpMethod, Methods)
        ?? Unlisted("request_format", webhook.RequestFormat, ["json"])
        ?? Unlisted("status", webhook.Status, ["active", "inactive"])
        ?? RefuseSubscriptions(webhook)
        ?? RefuseAuthentication(webhook.Authentication)
        ?? RefuseHeaders(webhook.CustomHeaders);

    /// <summary>The kind of a webhook is settled when it is made.</summary>
    public static IResult? RefuseOtherKind(Webhook before, Webhook after) =>
        before.IsForTriggers != after.IsForTriggers
            ? Refusal.Invalid("subscriptions", "Subscriptions: the kind of a webhook cannot be changed", "InvalidValue")
            : null;

    private static IResult? RefuseSubscriptions(Webhook webhook)
    {
        if (webhook.Subscriptions.Count == 0)
            return Refusal.Invalid("subscriptions", "Subscriptions: cannot be blank", "BlankValue");
        if (webhook.IsForTriggers)
            return webhook.Subscriptions.Count == 1
                ? null
                : Refusal.Invalid(
                    "subscriptions",
                    $"Subscriptions: {Webhook.Triggers} cannot be combined with other subscriptions",
                    "InvalidValue"
                );
        if (webhook.Subscriptions.FirstOrDefault(type => !EventTypes.IsKnown(type)) is { } unknown)
            return Refusal.Invalid("subscriptions", $"Subscriptions: {unknown} is not included in the list", "InvalidValue");
        return webhook is { HttpMethod: "POST", RequestFormat: "json" }
            ? null
            : Refusal.Invalid("http_method", "Http method: event subscriptions need POST and json", "InvalidValue");
    }

    private static IResult? RefuseAuthentication(WebhookAuthentication? authentication)
    {
        string[]? needed = authentication?.Type switch
        {
            null => [],
            WebhookAuthentication.Basic => ["username", "password"],
            WebhookAuthentication.Bearer => ["token"],
            WebhookAuthentication.ApiKey => ["name", "value"],
            _ => null,
        };
        if (needed is null)
            return Refusal.Invalid(
                "authentication",
                $"Authentication: type {authentication!.Type} is not included in the list",
                "InvalidValue"
            );
        if (needed.FirstOrDefault(name => string.IsNullOrEmpty(authentication?.Data.GetValueOrDefault(name))) is { } missing)
            return Refusal.Invalid("authentication", $"Authentication: {missing} cannot be blank", "BlankValue");
        return authentication is { Type: WebhookAuthentication.ApiKey }
            ? RefuseHeaders(new Dictionary<string, string> { [authentication.Data["name"]] = authentication.Data["value"] })
            : null;
    }

    private static IResult? RefuseHeaders(IReadOnlyDictionary<string, string> headers) =>
        headers.FirstOrDefault(header => !IsHeader(header.Key, header.Value)).Key is { } wrong
            ? Refusal.Invalid("custom_headers", $"Custom headers: {wrong} is not valid", "InvalidValue")
            : null;

    private static bool IsHeader(string name, string value) =>
        name.Length > 0
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
        && value.All(char.IsAscii)
        && !value.Any(char.IsControl);

    private static IResult? Unlisted(string field, string value, string[] list) =>
        list.Contains(value) ? null : Refusal.Invalid(field, $"{Title(field)}: {value} is not included in the list", "InvalidValue");

    private static string Title(string field) => $"{char.ToUpperInvariant(field[0])}{field[1..].Replace('_', ' ')}";
}
