namespace TicketPlatform.Infrastructure.Zendesk;

/// <summary>Where Zendesk is, who we are to it, and how much of its limits the platform may use.</summary>
internal sealed class ZendeskOptions
{
    /// <summary>The account, for example <c>https://acme.zendesk.com</c>; plain http only for a loopback address.</summary>
    public Uri? BaseAddress { get; init; }

    /// <summary>The admin in whose name the API token acts.</summary>
    public string? Email { get; init; }

    /// <summary>The API token that goes with <see cref="Email"/>. Zendesk ends API tokens in April 2027.</summary>
    public string? ApiToken { get; init; }

    /// <summary>A confidential OAuth client; used instead of the API token where both are given.</summary>
    public ZendeskOAuthOptions OAuth { get; init; } = new();

    /// <summary>The signing secrets of the webhooks that may call us, as text; several while one is being replaced, none where no webhook is set up.</summary>
    public IReadOnlyList<string> WebhookSecrets { get; init; } = [];

    /// <summary>How many events may wait to be applied before Zendesk is asked to send further ones later.</summary>
    public int WebhookInboxLimit { get; init; } = 50_000;

    /// <summary>Requests a minute of the whole cluster to everything but the exports; depends on the Zendesk plan.</summary>
    public int AccountRequestsPerMinute { get; init; } = 400;

    /// <summary>Requests a minute of the whole cluster to all exports that share Zendesk's export limit.</summary>
    public int ExportRequestsPerMinute { get; init; } = 10;

    /// <summary>Requests a minute of the whole cluster to the cursor export of users, which has a limit of its own.</summary>
    public int UserExportRequestsPerMinute { get; init; } = 20;
}

/// <summary>The client-credentials grant.</summary>
internal sealed class ZendeskOAuthOptions
{
    public string? ClientId { get; init; }

    public string? ClientSecret { get; init; }

    public bool IsComplete => !string.IsNullOrWhiteSpace(ClientId) && !string.IsNullOrWhiteSpace(ClientSecret);
}
