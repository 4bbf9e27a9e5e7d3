using TicketPlatform.Application.Streaming;
using TicketPlatform.Application.Tickets;
using TicketPlatform.Infrastructure.Persistence;
using TicketPlatform.Infrastructure.Tickets;

namespace TicketPlatform.Infrastructure.Streaming;

/// <summary>A line of the outbox; without a user it is about all lists.</summary>
internal readonly record struct FeedLine(long Id, Guid? User, long Ticket);

/// <summary>Reads the outbox, and the tickets of which it tells as they are now.</summary>
internal sealed class FeedLog(ReadDatabase database)
{
    /// <summary>The most lines taken at once.</summary>
    public const int Batch = 1_000;

    // Whoever missed more than this loads the list instead.
    private const int MostMissed = 1_000;

    private const string End = "select greatest((select id from outbox_floor), (select max(id) from outbox))";

    private const string Lines = "select id, user_id, zendesk_id from outbox where id > $1 order by id limit $2";

    // Below the floor something was removed; above the end is a position of another log.
    private const string Missed = $"""
        select line.id, line.user_id, line.zendesk_id
        from (select $2 between (select id from outbox_floor) and ({End}) as reaches) log
        left join lateral (
            select id, user_id, zendesk_id from outbox
            where (user_id = $1 or user_id is null) and id > $2 and id <= $3
            order by id limit $4) line on true
        where log.reaches
        """;

    private const string Tickets =
        $"select user_id, {UserTicketColumns.List} from tickets where zendesk_id = any ($1) and user_id is not null and {UserTicketColumns.Visible}";

    /// <summary>The position after the last line.</summary>
    public async Task<long> EndAsync(CancellationToken cancellationToken)
    {
        await using var command = Command(End);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public async Task<List<FeedLine>> LinesAsync(long after, CancellationToken cancellationToken)
    {
        await using var command = Command(Lines, after, Batch);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var lines = new List<FeedLine>();
        while (await row.ReadAsync(cancellationToken))
            lines.Add(Line(row));
        return lines;
    }

    /// <summary>What happened to a user's list; null where the log cannot tell all of it.</summary>
    public async Task<IReadOnlyList<ListEvent>?> MissedAsync(Guid user, long after, long upTo, CancellationToken cancellationToken)
    {
        var lines = new List<FeedLine>();
        await using (var command = Command(Missed, user, after, upTo, MostMissed + 1))
        await using (var row = await command.ExecuteReaderAsync(cancellationToken))
        {
            if (!await row.ReadAsync(cancellationToken))
                return null;
            if (!row.IsDBNull(0))
                do lines.Add(Line(row));
                while (await row.ReadAsync(cancellationToken));
        }
        if (lines.Count > MostMissed || lines.Exists(line => line.User is null))
            return null;
        return [.. (await EventsAsync(lines, cancellationToken)).Select(told => told.Event)];
    }

    /// <summary>Turns lines into events: of each ticket one, in the place of the last line about it.</summary>
    public async Task<List<(Guid User, ListEvent Event)>> EventsAsync(
        IReadOnlyCollection<FeedLine> lines,
        CancellationToken cancellationToken
    )
    {
        var last = new Dictionary<(Guid User, long Ticket), long>();
        foreach (var line in lines)
            if (line.User is { } user)
                last[(user, line.Ticket)] = line.Id;
        if (last.Count == 0)
            return [];
        var shown = await TicketsAsync([.. last.Keys.Select(key => key.Ticket).Distinct()], cancellationToken);
        return
        [
            .. from change in last
            orderby change.Value
            let ticket = shown.GetValueOrDefault(change.Key)
            let kind = ticket is null ? ListEventKind.Removed : ListEventKind.Ticket
            select (change.Key.User, new ListEvent(change.Value, kind, change.Key.Ticket, ticket)),
        ];
    }

    private async Task<Dictionary<(Guid User, long Ticket), UserTicket>> TicketsAsync(long[] ids, CancellationToken cancellationToken)
    {
        await using var command = Command(Tickets, ids);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var tickets = new Dictionary<(Guid, long), UserTicket>();
        while (await row.ReadAsync(cancellationToken))
        {
            var ticket = UserTicketColumns.Read(row, first: 1);
            tickets.Add((row.GetGuid(0), ticket.Id), ticket);
        }
        return tickets;
    }

    private NpgsqlCommand Command(string sql, params ReadOnlySpan<object> values)
    {
        var command = database.CreateCommand();
        command.CommandText = sql;
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }

    private static FeedLine Line(NpgsqlDataReader row) =>
        new(row.GetInt64(0), row.IsDBNull(1) ? null : row.GetGuid(1), row.IsDBNull(2) ? 0 : row.GetInt64(2));
}
