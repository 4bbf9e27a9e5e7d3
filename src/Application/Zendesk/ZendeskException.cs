namespace TicketPlatform.Application.Zendesk;

/// <summary>Why a request to Zendesk brought nothing.</summary>
public enum ZendeskFault
{
    /// <summary>No answer, or a 5xx: trouble at Zendesk or on the way.</summary>
    Unavailable,

    /// <summary>No answer in the time allowed; a smaller page may arrive.</summary>
    TimedOut,

    /// <summary>A limit was reached, Zendesk's or our own budget below it.</summary>
    RateLimited,

    /// <summary>A 200 whose body was cut off or is not what the contract says.</summary>
    BrokenAnswer,

    /// <summary>401 or 403: the credentials or the role do not allow it.</summary>
    Refused,

    /// <summary>400 or 422: the question itself is wrong, for example an expired cursor or a too recent start time.</summary>
    Rejected,

    /// <summary>404.</summary>
    NotFound,
}

/// <summary>A request to Zendesk that failed for good within its slice.</summary>
public sealed class ZendeskException(ZendeskFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    public ZendeskFault Fault { get; } = fault;

    /// <summary>The HTTP status; null when there was no answer.</summary>
    public int? Status { get; init; }

    /// <summary>Zendesk's id of the request, for their support.</summary>
    public string? RequestId { get; init; }

    /// <summary>When it was answered, by Zendesk's clock; null where that was not told.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>How long Zendesk, or our own budget, asks to wait; null where nothing was said.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The statuses seen until the request was given up, in order; 0 stands for no answer.</summary>
    public IReadOnlyList<int> Attempts { get; set; } = [];
}
