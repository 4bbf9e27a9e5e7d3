using TicketPlatform.ZendeskSimulator.Delivery;

namespace TicketPlatform.ZendeskSimulator.Webhooks;

/// <summary>Writes webhooks, invocations and attempts in Zendesk's form; what is secret or has no value is left out.</summary>
internal static class WebhookJson
{
    /// <param name="isFresh">Only the answer to a creation tells its time in nanoseconds.</param>
    public static void Write(Utf8JsonWriter json, Webhook webhook, bool isFresh)
    {
        json.WriteStartObject();
        json.WriteString("id", webhook.Id);
        json.WriteString("name", webhook.Name);
        if (webhook.Description is not null)
            json.WriteString("description", webhook.Description);
        json.WriteString("status", webhook.Status);
        Lists.WriteRows(json, "subscriptions", webhook.Subscriptions, static (writer, type) => writer.WriteStringValue(type));
        json.WriteString("created_at", isFresh ? Exactly(webhook.CreatedAt) : Rounded(webhook.CreatedAt));
        json.WriteString("created_by", $"{webhook.CreatedBy}");
        if (webhook.UpdatedAt is { } updatedAt)
            json.WriteString("updated_at", Rounded(updatedAt));
        if (webhook.UpdatedBy is { } updatedBy)
            json.WriteString("updated_by", $"{updatedBy}");
        json.WriteString("endpoint", webhook.Endpoint.OriginalString);
        json.WriteString("http_method", webhook.HttpMethod);
        json.WriteString("request_format", webhook.RequestFormat);
        if (webhook.Authentication is { } authentication)
            WriteAuthentication(json, authentication);
        if (webhook.CustomHeaders.Count > 0)
            WriteTexts(json, "custom_headers", webhook.CustomHeaders);
        json.WriteEndObject();
    }

    public static void WriteInvocation(Utf8JsonWriter json, Invocation invocation)
    {
        json.WriteStartObject();
        json.WriteString("id", invocation.Id);
        if (invocation.StatusCode is { } code)
            json.WriteNumber("status_code", code);
        json.WriteString("status", invocation.Status);
        json.WriteString("latest_completed_at", Rounded(invocation.CompletedAt));
        json.WriteEndObject();
    }

    public static void WriteAttempt(Utf8JsonWriter json, Invocation invocation, Attempt attempt)
    {
        json.WriteStartObject();
        // Zendesk's attempts carry the webhook's id.
        json.WriteString("id", invocation.Webhook.Id);
        json.WriteString("invocation_id", invocation.Id);
        json.WriteNumber("status_code", attempt.Answer.StatusCode);
        json.WriteString("status", attempt.Status);
        json.WriteStartObject("request");
        Lists.WriteRows(json, "headers", attempt.Headers, WriteHeader);
        json.WriteString("payload", invocation.Body);
        json.WriteEndObject();
        json.WriteStartObject("response");
        Lists.WriteRows(json, "headers", attempt.Answer.Headers, WriteHeader);
        json.WriteString("payload", attempt.Answer.Payload);
        json.WriteEndObject();
        json.WriteString("completed_at", Rounded(attempt.CompletedAt));
        json.WriteEndObject();
    }

    public static void WriteAnswer(Utf8JsonWriter json, EndpointAnswer answer)
    {
        json.WriteStartObject();
        Lists.WriteRows(json, "headers", answer.Headers, WriteHeader);
        json.WriteNumber("status_code", answer.StatusCode);
        json.WriteString("payload", answer.Payload);
        json.WriteEndObject();
    }

    public static void WriteSecret(Utf8JsonWriter json, Webhook webhook)
    {
        json.WriteStartObject();
        json.WriteString("secret", webhook.SigningSecret);
        json.WriteString("algorithm", "SHA256");
        json.WriteEndObject();
    }

    private static void WriteAuthentication(Utf8JsonWriter json, WebhookAuthentication authentication)
    {
        var shown = authentication.Data.Where(pair => pair.Key is "username" or "name").ToDictionary();
        json.WriteStartObject("authentication");
        json.WriteString("type", authentication.Type);
        if (shown.Count > 0)
            WriteTexts(json, "data", shown);
        json.WriteString("add_position", "header");
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, string> texts)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in texts)
            json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static void WriteHeader(Utf8JsonWriter json, Header header)
    {
        json.WriteStartObject();
        json.WriteString("key", header.Key);
        json.WriteString("value", header.Value);
        json.WriteEndObject();
    }

    private static string Exactly(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'00Z'", CultureInfo.InvariantCulture);

    private static string Rounded(DateTimeOffset time) => WireTime.Text((uint)(time + TimeSpan.FromMilliseconds(500)).ToUnixTimeSeconds());
}
