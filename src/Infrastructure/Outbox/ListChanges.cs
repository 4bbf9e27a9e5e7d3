using TicketPlatform.Application.Outbox;

namespace TicketPlatform.Infrastructure.Outbox;

/// <summary>Reads changed tickets as what changed in whose list.</summary>
internal static class ListChanges
{
    /// <summary>Of a row that begins with the ticket, its owners before and after the change, and whether it was and is open.</summary>
    /// <param name="changes">Takes what is found.</param>
    /// <param name="row">zendesk_id, user_id before, user_id after, open before, open after.</param>
    /// <param name="isVisible">Whether the ticket itself looks different, whoever owns it.</param>
    public static void Add(List<ListChange> changes, NpgsqlDataReader row, bool isVisible)
    {
        var (ticket, before, after) = (row.GetInt64(0), Owner(row, 1), Owner(row, 2));
        var (openBefore, openAfter) = (row.GetBoolean(3) ? 1 : 0, row.GetBoolean(4) ? 1 : 0);
        if (before is { } former && former != after)
            changes.Add(new ListChange(former, ticket, -openBefore));
        if (after is { } owner && (isVisible || before != after))
            changes.Add(new ListChange(owner, ticket, before == after ? openAfter - openBefore : openAfter));
    }

    private static Guid? Owner(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetGuid(column);
}
