using System.Globalization;
using Npgsql;
using TicketPlatform.Domain.Statistics;
using TicketPlatform.ZendeskSimulator.Account;

namespace TicketPlatform.Testing;

/// <summary>Compares the stored facts with the account's own list of events.</summary>
public static class FactComparison
{
    /// <summary>One line per status, assignee or comment that is stored but never happened, or happened and is not stored.</summary>
    public static async Task<IReadOnlyList<string>> DifferencesAsync(string connectionString, World world)
    {
        var stored = await StoredAsync(connectionString);
        lock (world.Gate)
        {
            var happened = world.Events.Select(each => Line(world, each)).OfType<string>().ToLookup(line => line);
            return
            [
                .. stored.Where(line => happened[line.Key].Count() < line.Count()).Select(line => $"stored only: {line.Key}"),
                .. happened.Where(line => stored[line.Key].Count() < line.Count()).Select(line => $"not stored: {line.Key}"),
            ];
        }
    }

    private static string? Line(World world, TicketEvent happened) =>
        happened.Field switch
        {
            TicketField.Status => Line(world, happened, FactKind.Status, world.Names[happened.From], world.Names[happened.To]),
            TicketField.Assignee => Line(world, happened, FactKind.Assignee, Agent(world, happened.From), Agent(world, happened.To)),
            TicketField.Comment => Line(world, happened, FactKind.Comment, null, happened.From == 1 ? "public" : "private"),
            _ => null,
        };

    private static string Line(World world, TicketEvent happened, FactKind kind, string? from, string? to) =>
        $"{happened.Ticket} {happened.At} {world.ActorId(happened.Author)} {kind} {from}>{to}";

    private static string? Agent(World world, int position) =>
        position == Names.None ? null : world.Users[position].Id.ToString(CultureInfo.InvariantCulture);

    private static async Task<ILookup<string, string>> StoredAsync(string connectionString)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var command = database.CreateCommand(
            """
            select ticket_id || ' ' || extract(epoch from at)::bigint || ' ' || actor_id || ' '
                || case kind when 1 then 'Status' when 2 then 'Assignee' else 'Comment' end || ' '
                || coalesce(old_value, '') || '>'
                || coalesce(new_value, case is_public when true then 'public' when false then 'private' end, '')
            from ticket_events where kind <> 0
            """
        );
        await using var row = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await row.ReadAsync())
            lines.Add(row.GetString(0));
        return lines.ToLookup(line => line);
    }
}
