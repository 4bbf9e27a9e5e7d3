using Npgsql;
using TicketPlatform.Domain.Tickets;
using TicketPlatform.ZendeskSimulator.Account;

namespace TicketPlatform.Testing;

/// <summary>Compares the stored histories of statuses with the account's own list of events.</summary>
public static class HistoryComparison
{
    /// <summary>
    /// One line per ticket whose history tells a status that it never had, tells one twice, or (where <paramref name="isWhole"/>) leaves one out.
    /// </summary>
    /// <param name="connectionString">Of the mirror.</param>
    /// <param name="world">The account.</param>
    /// <param name="firstEvent">Where in its list of events the mirror began to follow.</param>
    /// <param name="isWhole">Whether nothing of what was pushed was lost.</param>
    public static async Task<IReadOnlyList<string>> DifferencesAsync(string connectionString, World world, int firstEvent, bool isWhole)
    {
        var told = await ToldAsync(connectionString);
        lock (world.Gate)
        {
            var truth = Truth(world, firstEvent);
            return
            [
                .. from ticket in world.Tickets
                let happened = truth[ticket.Id]
                let history = told.GetValueOrDefault(ticket.Id, [])
                where isWhole ? !history.SequenceEqual(happened) : !IsPartOf(history, happened)
                select $"{ticket.Id}: {string.Join(' ', happened)} but told {string.Join(' ', history)}",
            ];
        }
    }

    /// <summary>The runs of equal statuses of each ticket, from the one it had when the mirror began to follow.</summary>
    private static Dictionary<int, List<string>> Truth(World world, int firstEvent)
    {
        var changes = world.Events.Skip(firstEvent).Where(each => each.Field == TicketField.Status).ToLookup(each => each.Ticket);
        return world.Tickets.ToDictionary(
            ticket => ticket.Id,
            ticket =>
            {
                var steps = changes[ticket.Id].ToList();
                var start = steps.Count == 0 ? ticket.Status : steps[0].From;
                var all = steps.Select(step => step.To).Prepend(start).Where(status => status != Names.None);
                return Runs(all.Select(status => world.Names[status]!));
            }
        );
    }

    private static List<string> Runs(IEnumerable<string> statuses)
    {
        var runs = new List<string>();
        foreach (var status in statuses)
            if (runs.LastOrDefault() != status)
                runs.Add(status);
        return runs;
    }

    private static bool IsPartOf(List<string> history, List<string> happened)
    {
        var at = 0;
        foreach (var status in happened)
            if (at < history.Count && history[at] == status)
                at++;
        return at == history.Count && history.Count > 0 && history[^1] == happened[^1];
    }

    private static async Task<Dictionary<long, List<string>>> ToldAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            select zendesk_id, status, status_changed_at, updated_at, observed_at, source from tickets
            union all select zendesk_id, status, null, seen_at, null, source from ticket_status_sightings
            """,
            connection
        );
        await using var row = await command.ExecuteReaderAsync();
        var sightings = new Dictionary<long, List<StatusSighting>>();
        while (await row.ReadAsync())
        {
            var id = row.GetInt64(0);
            if (!sightings.TryGetValue(id, out var seen))
                sightings[id] = seen = [];
            seen.AddRange(Sightings(row, id));
        }
        return sightings.ToDictionary(
            ticket => ticket.Key,
            ticket => StatusHistory.Of(ticket.Value).Select(change => change.To.Name).ToList()
        );
    }

    private static IEnumerable<StatusSighting> Sightings(NpgsqlDataReader row, long id)
    {
        var (status, at, source) = (TicketStatus.Parse(row.GetString(1)), Instant(row, 3), (ObservationSource)row.GetInt16(5));
        return row.IsDBNull(4)
            ? [new StatusSighting(id, status, at, source, null)]
            : StatusSighting.Of(id, status, at, row.IsDBNull(2) ? null : Instant(row, 2), Instant(row, 4), source, null);
    }

    private static DateTimeOffset Instant(NpgsqlDataReader row, int column) => row.GetFieldValue<DateTimeOffset>(column);
}
