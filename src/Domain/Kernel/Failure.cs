namespace TicketPlatform.Domain.Kernel;

/// <summary>What sort of refusal a failure is; the REST edge maps each to exactly one status code.</summary>
public enum FailureKind
{
    /// <summary>The caller's input is not acceptable as it stands.</summary>
    Invalid,

    /// <summary>There is no such thing, or none that this caller may know of.</summary>
    NotFound,

    /// <summary>The request contradicts what is stored.</summary>
    Conflict,

    /// <summary>The caller has not proved who they are.</summary>
    Unauthenticated,

    /// <summary>The caller has as much of it as one may have.</summary>
    TooMany,

    /// <summary>Not now; the same request may succeed a little later.</summary>
    Busy,
}

/// <summary>An expected refusal, as a value.</summary>
/// <param name="Kind">Its sort.</param>
/// <param name="Code">A stable, machine-readable name such as <c>user-not-found</c>.</param>
/// <param name="Detail">One sentence for people: what was wrong and what to do next.</param>
/// <param name="Fields">Per input field, what was wrong with it; null where no single field is to blame.</param>
public sealed record Failure(FailureKind Kind, string Code, string Detail, IReadOnlyDictionary<string, string[]>? Fields = null);
