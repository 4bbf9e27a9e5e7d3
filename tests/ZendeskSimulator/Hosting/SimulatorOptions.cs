namespace TicketPlatform.ZendeskSimulator.Hosting;

/// <summary>How one simulated account starts. Every value has a working default.</summary>
public sealed record SimulatorOptions
{
    /// <summary>Port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>End users in the seeded history; agents and the admin come on top.</summary>
    public int Users { get; init; } = 100;

    public int Tickets { get; init; } = 1000;

    /// <summary>How many days the seeded history spans.</summary>
    public int Days { get; init; } = 180;

    public int Seed { get; init; } = 7;

    /// <summary>Whether tickets change by themselves from the start.</summary>
    public bool Activity { get; init; }

    public bool RateLimits { get; init; } = true;

    /// <summary>The admin in whose name the API token is used.</summary>
    public string Email { get; init; } = "bot@acme.test";

    public string ApiToken { get; init; } = "simulator-token";

    public string OAuthClientId { get; init; } = "simulator-client";

    public string OAuthClientSecret { get; init; } = "simulator-secret";

    /// <summary>users/me without valid credentials answers 200 with an anonymous user, as Zendesk does.</summary>
    public bool AnonymousUsersMe { get; init; } = true;

    /// <summary>Seconds until a new address can be found by users/search.</summary>
    public int SearchDelaySeconds { get; init; }

    /// <summary>Whether the users export takes include=identities (undocumented at Zendesk).</summary>
    public bool IdentitiesInUserExport { get; init; }

    /// <summary>Whether events and audits tell of deletions and restores; which of both Zendesk does is documented nowhere.</summary>
    public bool DeletionEvents { get; init; } = true;

    /// <summary>Compress answers for callers that accept gzip; wasteful on loopback.</summary>
    public bool Compress { get; init; }

    /// <summary>Journal of all changes since the seeded history; null forgets them on exit.</summary>
    public string? StateFile { get; init; }

    /// <summary>How long a webhook's endpoint may take to answer, in real time.</summary>
    public TimeSpan WebhookTimeout { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>The real wait before a delivery is repeated, where the endpoint asks for none.</summary>
    public TimeSpan WebhookRetryPause { get; init; } = TimeSpan.FromSeconds(1);

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
