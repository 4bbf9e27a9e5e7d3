namespace TicketPlatform.ZendeskSimulator.Webhooks;

/// <summary>Reads what a caller wants of a webhook; what is missing or null stays.</summary>
internal static class WebhookDraft
{
    /// <summary>What a new webhook has before it is told anything.</summary>
    public static Webhook New(string id, string secret, DateTimeOffset now, User creator) =>
        new()
        {
            Id = id,
            Name = "",
            Endpoint = new Uri("", UriKind.Relative),
            Subscriptions = [],
            SigningSecret = secret,
            CreatedAt = now,
            CreatedBy = creator.Id,
        };

    public static Webhook Apply(JsonBody wanted, Webhook webhook) =>
        webhook with
        {
            Name = wanted.Text("name") is { Length: > 0 } name ? name : webhook.Name,
            Description = wanted.Text("description") is { Length: > 0 } description ? description : webhook.Description,
            Endpoint =
                wanted.Text("endpoint") is { Length: > 0 } text && Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var endpoint)
                    ? endpoint
                    : webhook.Endpoint,
            HttpMethod = wanted.Text("http_method") is { Length: > 0 } method ? method.ToUpperInvariant() : webhook.HttpMethod,
            RequestFormat = wanted.Text("request_format") is { Length: > 0 } format ? format : webhook.RequestFormat,
            Status = wanted.Text("status") is { Length: > 0 } status ? status : webhook.Status,
            Subscriptions = wanted.Items("subscriptions") is { Count: > 0 } types
                ? [.. types.Select(type => type.ToString()).Distinct()]
                : webhook.Subscriptions,
            Authentication = wanted.Has("authentication") ? AuthenticationOf(wanted) : webhook.Authentication,
            CustomHeaders = wanted.Object("custom_headers") is { } headers ? TextsOf(headers) : webhook.CustomHeaders,
        };

    private static WebhookAuthentication? AuthenticationOf(JsonBody wanted) =>
        wanted.Object("authentication") is { } given
            ? new WebhookAuthentication(given.Text("type") ?? "", given.Object("data") is { } data ? TextsOf(data) : TextsOf(default))
            : null;

    private static Dictionary<string, string> TextsOf(JsonBody body) =>
        body.Element.ValueKind == JsonValueKind.Object
            ? body.Element.EnumerateObject().ToDictionary(property => property.Name, property => property.Value.ToString())
            : [];
}
