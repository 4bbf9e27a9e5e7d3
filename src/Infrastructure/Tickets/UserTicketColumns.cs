using TicketPlatform.Application.Tickets;
using TicketPlatform.Domain.Tickets;

namespace TicketPlatform.Infrastructure.Tickets;

/// <summary>The columns that make a ticket of a user's list, and how they are read: the list and the stream show the same.</summary>
internal static class UserTicketColumns
{
    public const string List =
        "zendesk_id, subject, description, status, priority, created_at, updated_at, status_changed_at, solved_at, observed_at";

    /// <summary>Only what its requester could see in Zendesk too: neither deleted tickets nor ones without a public comment.</summary>
    public const string Visible = "status <> 'deleted' and is_public";

    /// <summary>What counts as open, of what its requester can see; the index <c>tickets_open</c> holds these.</summary>
    public const string Open = $"{Visible} and status <> 'solved' and status <> 'closed'";

    /// <summary>Reads the ticket whose columns begin at <paramref name="first"/>.</summary>
    public static UserTicket Read(NpgsqlDataReader row, int first)
    {
        var status = TicketStatus.Parse(row.GetString(first + 3));
        var updatedAt = Instant(row, first + 6);
        return new UserTicket(
            row.GetInt64(first),
            row.GetString(first + 1),
            row.GetString(first + 2),
            status.Name,
            status.Category.Name,
            UserTicket.Explain(status),
            row.IsDBNull(first + 4) ? null : row.GetString(first + 4),
            Instant(row, first + 5),
            updatedAt,
            row.IsDBNull(first + 7) ? updatedAt : Instant(row, first + 7),
            row.IsDBNull(first + 8) || status.IsUnsolved ? null : Instant(row, first + 8),
            Instant(row, first + 9)
        );
    }

    private static DateTimeOffset Instant(NpgsqlDataReader row, int column) => row.GetFieldValue<DateTimeOffset>(column);
}
