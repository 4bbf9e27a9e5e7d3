namespace TicketPlatform.ZendeskSimulator.Faults;

/// <summary>What goes wrong, and how often: rates are shares of requests between 0 and 1.</summary>
public sealed record FaultSettings
{
    public int Seed { get; init; } = 1;

    /// <summary>500, 502, 503 and 504, before or after the request has taken effect.</summary>
    public double ErrorRate { get; init; }

    /// <summary>429 with Retry-After of one or two seconds.</summary>
    public double RateLimitRate { get; init; }

    /// <summary>Every other 429 names no wait.</summary>
    public bool UnnamedWaits { get; init; }

    /// <summary>Connections aborted, before or after the effect.</summary>
    public double ResetRate { get; init; }

    /// <summary>200 with half a body, ended properly or cut off.</summary>
    public double TruncateRate { get; init; }

    /// <summary>200 with an HTML page, or with a body that is called JSON and is none.</summary>
    public double GarbleRate { get; init; }

    /// <summary>Requests that are never answered, with or without effect.</summary>
    public double TimeoutRate { get; init; }

    /// <summary>Export pages whose cursor is the one that they were asked for with, so that the same page comes again.</summary>
    public double SameCursorRate { get; init; }

    /// <summary>The share of changes that exports show so many seconds later than they should, in their old place.</summary>
    public double LateRate { get; init; }

    public int LateSeconds { get; init; } = 240;

    /// <summary>Export pages that begin with rows of the page before.</summary>
    public double RepeatRate { get; init; }

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
