namespace TicketPlatform.ZendeskSimulator.Account;

/// <summary>An endpoint that the account tells what happens.</summary>
public sealed record Webhook
{
    /// <summary>The one subscription of webhooks that triggers and automations fire.</summary>
    public const string Triggers = "conditional_ticket_events";

    /// <summary>A ULID.</summary>
    public required string Id { get; init; }
    public required string Name { get; init; }
    public string? Description { get; init; }

    /// <summary>Always on a loopback address.</summary>
    public required Uri Endpoint { get; init; }
    public string HttpMethod { get; init; } = "POST";
    public string RequestFormat { get; init; } = "json";
    public string Status { get; init; } = "active";

    /// <summary>Event types, or <see cref="Triggers"/> alone.</summary>
    public required IReadOnlyList<string> Subscriptions { get; init; }
    public WebhookAuthentication? Authentication { get; init; }
    public IReadOnlyDictionary<string, string> CustomHeaders { get; init; } = new Dictionary<string, string>();
    public required DateTimeOffset CreatedAt { get; init; }
    public required long CreatedBy { get; init; }
    public DateTimeOffset? UpdatedAt { get; init; }
    public long? UpdatedBy { get; init; }

    /// <summary>Looks like base64 and is used as text.</summary>
    public required string SigningSecret { get; init; }

    internal bool IsForTriggers => Subscriptions.Contains(Triggers);

    internal bool HasBody => HttpMethod is not ("GET" or "DELETE");

    internal bool Wants(string type) => Status == "active" && Subscriptions.Contains(type);
}

/// <summary>How deliveries prove themselves to the endpoint: basic_auth, bearer_token or api_key, with what that kind needs.</summary>
public sealed record WebhookAuthentication(string Type, IReadOnlyDictionary<string, string> Data)
{
    public const string Basic = "basic_auth";
    public const string Bearer = "bearer_token";
    public const string ApiKey = "api_key";
}
