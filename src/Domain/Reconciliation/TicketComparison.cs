using TicketPlatform.Domain.Tickets;

namespace TicketPlatform.Domain.Reconciliation;

/// <summary>Compares a stored ticket with what a re-read says of it.</summary>
public static class TicketComparison
{
    /// <summary>
    /// The columns of <c>tickets</c> in which the two differ. What only some sources can tell (the times taken from metric sets) is
    /// compared only where both tell it.
    /// </summary>
    /// <param name="mirrored">The ticket as it is stored.</param>
    /// <param name="read">The ticket as Zendesk has it.</param>
    /// <param name="textsErased">Whether the texts were left out of the mirror on purpose.</param>
    public static IReadOnlyList<string> DifferingColumns(TicketContent mirrored, TicketContent read, bool textsErased)
    {
        (string Column, bool Differs)[] columns =
        [
            ("requester_id", mirrored.RequesterId != read.RequesterId),
            ("subject", !textsErased && mirrored.Subject != read.Subject),
            ("description", !textsErased && mirrored.Description != read.Description),
            ("status", mirrored.Status != read.Status),
            ("custom_status_id", mirrored.CustomStatusId != read.CustomStatusId),
            ("priority", mirrored.Priority != read.Priority),
            ("assignee_id", mirrored.AssigneeId != read.AssigneeId),
            ("group_id", mirrored.GroupId != read.GroupId),
            ("created_at", mirrored.CreatedAt != read.CreatedAt),
            ("updated_at", mirrored.UpdatedAt != read.UpdatedAt),
            ("status_changed_at", Differ(mirrored.StatusChangedAt, read.StatusChangedAt)),
            ("solved_at", Differ(mirrored.SolvedAt, read.SolvedAt)),
            ("is_public", mirrored.IsPublic != read.IsPublic),
            ("is_merged_away", mirrored.IsMergedAway != read.IsMergedAway),
        ];
        return [.. columns.Where(column => column.Differs).Select(column => column.Column)];
    }

    private static bool Differ(DateTimeOffset? mirrored, DateTimeOffset? read) =>
        mirrored is not null && read is not null && mirrored != read;
}
