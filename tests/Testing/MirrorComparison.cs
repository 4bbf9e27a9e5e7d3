using Npgsql;
using TicketPlatform.ZendeskSimulator.Account;

namespace TicketPlatform.Testing;

/// <summary>Compares the stored tickets with the simulated account that they mirror, ticket by ticket.</summary>
public static class MirrorComparison
{
    /// <summary>One line per ticket that differs, with both sides; empty when the mirror equals the account.</summary>
    public static async Task<IReadOnlyList<string>> DifferencesAsync(string connectionString, World world)
    {
        var stored = await StoredAsync(connectionString);
        lock (world.Gate)
        {
            var differences = new List<string>();
            foreach (var ticket in world.Tickets)
            {
                var truth = Line(world, ticket);
                var mirrored = stored.GetValueOrDefault(ticket.Id, "missing");
                if (mirrored != truth)
                    differences.Add($"{ticket.Id}: {truth} but stored {mirrored}");
            }
            if (stored.Count != world.Tickets.Count)
                differences.Add($"{stored.Count} stored of {world.Tickets.Count}");
            return differences;
        }
    }

    private static string Line(World world, Ticket ticket) =>
        string.Join(
            '|',
            world.Users[ticket.Requester].Id,
            world.Names[ticket.Status],
            world.Names[ticket.Priority] ?? "",
            ticket.Assignee == Names.None ? "" : world.Users[ticket.Assignee].Id,
            ticket.IsPublic ? "public" : "private",
            (world.SubjectOf(ticket) ?? "").Replace("\0", "", StringComparison.Ordinal),
            world.DescriptionOf(ticket).Replace("\0", "", StringComparison.Ordinal).Length,
            ticket.CreatedAt,
            ticket.UpdatedAt
        );

    private static async Task<Dictionary<long, string>> StoredAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            select zendesk_id, concat_ws('|', requester_id, status, coalesce(priority, ''), coalesce(assignee_id::text, ''),
                    case when is_public then 'public' else 'private' end, subject),
                description, extract(epoch from created_at)::bigint, extract(epoch from updated_at)::bigint
            from tickets
            """,
            connection
        );
        await using var rows = await command.ExecuteReaderAsync();
        var stored = new Dictionary<long, string>();
        while (await rows.ReadAsync())
            stored.Add(rows.GetInt64(0), $"{rows.GetString(1)}|{rows.GetString(2).Length}|{rows.GetInt64(3)}|{rows.GetInt64(4)}");
        return stored;
    }
}
