namespace TicketPlatform.Domain.Tickets;

/// <summary>What Zendesk says a ticket is, free of when and how we heard of it. Texts never hold NUL characters.</summary>
/// <param name="RequesterId">The Zendesk user whom the ticket belongs to; it can change.</param>
/// <param name="Subject">May be empty.</param>
/// <param name="Description">The text of the first comment.</param>
/// <param name="Status">Any status, known or not.</param>
/// <param name="CustomStatusId">The detail below <paramref name="Status"/>, where the account uses custom statuses.</param>
/// <param name="Priority">low, normal, high, urgent, a value unknown to us, or null.</param>
/// <param name="AssigneeId">The agent in charge, if any.</param>
/// <param name="GroupId">The group in charge, if any.</param>
/// <param name="CreatedAt">UTC, whole seconds.</param>
/// <param name="UpdatedAt">UTC, whole seconds. Moves only with ticket events, not with system updates.</param>
/// <param name="StatusChangedAt">When the status was last set, where the observation tells (metric sets do).</param>
/// <param name="SolvedAt">When it was last solved, where the observation tells.</param>
/// <param name="IsPublic">False while the ticket has no public comment: its requester may not see it.</param>
/// <param name="IsMergedAway">Closed by being merged into another ticket (tag <c>closed_by_merge</c>).</param>
public sealed record TicketContent(
    long RequesterId,
    string Subject,
    string Description,
    TicketStatus Status,
    long? CustomStatusId,
    string? Priority,
    long? AssigneeId,
    long? GroupId,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? StatusChangedAt,
    DateTimeOffset? SolvedAt,
    bool IsPublic,
    bool IsMergedAway
)
{
    /// <summary>
    /// Whether two sources describe the same ticket. When the status changed, which only some can tell, is compared where both do; when it was
    /// solved follows from that and from the status.
    /// </summary>
    public bool Describes(TicketContent other) =>
        this with { StatusChangedAt = null, SolvedAt = null } == other with { StatusChangedAt = null, SolvedAt = null }
        && (StatusChangedAt is null || other.StatusChangedAt is null || StatusChangedAt == other.StatusChangedAt);
}
