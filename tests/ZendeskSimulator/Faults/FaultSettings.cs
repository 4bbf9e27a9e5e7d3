namespace TicketPlatform.ZendeskSimulator.Faults;

/// <summary>What goes wrong, and how often: rates are shares of requests between 0 and 1.</summary>
public sealed record FaultSettings
{
    public int Seed { get; init; } = 1;

    /// <summary>500, 502, 503 and 504, before or after the request has taken effect.</summary>
    public double ErrorRate { get; init; }

    /// <summary>429 with Retry-After of one or two seconds.</summary>
    public double RateLimitRate { get; init; }

    /// <summary>Connections aborted, before or after the effect.</summary>
    public double ResetRate { get; init; }

    /// <summary>200 with half a body, ended properly or cut off.</summary>
    public double TruncateRate { get; init; }

    /// <summary>Export pages that begin with rows of the page before.</summary>
    public double RepeatRate { get; init; }

    /// <summary>One export row in eight becomes visible so many simulated seconds after the others of its time.</summary>
    public int LateSeconds { get; init; }

    /// <summary>Real milliseconds before every answer.</summary>
    public int LatencyMs { get; init; }

    public WebhookFaults Webhooks { get; init; } = new();

    /// <summary>Every call answers 401.</summary>
    public bool RefuseCredentials { get; init; }

    /// <summary>Every call loses its connection.</summary>
    public bool Down { get; init; }

    /// <summary>Export cursors issued before this was set are refused with 400; those issued since work.</summary>
    public bool ExpireCursors { get; init; }
}

/// <summary>What goes wrong with webhook deliveries.</summary>
public sealed record WebhookFaults
{
    /// <summary>The share of deliveries that never happen.</summary>
    public double DropRate { get; init; }

    /// <summary>The share of deliveries that happen twice, the second time as an invocation of its own.</summary>
    public double DuplicateRate { get; init; }

    /// <summary>Each delivery is held back for up to so many real seconds, however many that draws.</summary>
    public double ReorderSeconds { get; init; }

    /// <summary>All deliveries come so many real seconds late.</summary>
    public double ThrottleSeconds { get; init; }
}
