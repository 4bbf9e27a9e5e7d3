using System.Net.Http.Headers;

namespace TicketPlatform.ZendeskSimulator.Delivery;

/// <summary>Makes the signed request of one attempt.</summary>
internal sealed class WebhookRequest
{
    private const string ContentType = "application/json; charset=utf-8";

    /// <summary>Signed as of <paramref name="now"/>, the attempt's time on the account's clock.</summary>
    public WebhookRequest(Webhook webhook, string invocation, byte[] body, DateTimeOffset now)
    {
        var timestamp = WireTime.Text((uint)now.ToUnixTimeSeconds());
        var signature = Signature.Of(webhook.SigningSecret, timestamp, body);
        Message = new HttpRequestMessage(new HttpMethod(webhook.HttpMethod), webhook.Endpoint);
        Add("User-Agent", "Zendesk Webhook");
        Add("X-Zendesk-Webhook-Id", webhook.Id);
        Add("X-Zendesk-Webhook-Invocation-Id", invocation);
        Add("X-Zendesk-Webhook-Signature-Timestamp", timestamp);
        Add("X-Zendesk-Webhook-Signature", signature);
        if (body.Length > 0)
        {
            Message.Content = new ByteArrayContent(body);
            Message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(ContentType);
            headers.Add(new Header("Content-Type", ContentType));
        }
        Authenticate(webhook.Authentication);
        Add("X-Zendesk-Account-Id", AccountIds.Account.ToString(CultureInfo.InvariantCulture));
        foreach (var (name, value) in webhook.CustomHeaders)
            Add(name, value);
    }

    private readonly List<Header> headers = new(8);

    public HttpRequestMessage Message { get; }

    /// <summary>What was sent, without what is secret.</summary>
    public IReadOnlyList<Header> Headers => headers;

    private void Add(string name, string value, string? shown = null)
    {
        Message.Headers.TryAddWithoutValidation(name, value);
        headers.Add(new Header(name, shown ?? value));
    }

    private void Authenticate(WebhookAuthentication? authentication)
    {
        const string Hidden = "[SCRUBBED]";
        switch (authentication)
        {
            case { Type: WebhookAuthentication.Basic, Data: var data }:
                var pair = Encoding.UTF8.GetBytes($"{data["username"]}:{data["password"]}");
                Add("Authorization", $"Basic {Convert.ToBase64String(pair)}", Hidden);
                return;
            case { Type: WebhookAuthentication.Bearer, Data: var data }:
                Add("Authorization", $"Bearer {data["token"]}", Hidden);
                return;
            case { Type: WebhookAuthentication.ApiKey, Data: var data }:
                Add(data["name"], data["value"], Hidden);
                return;
        }
    }
}
