using TicketPlatform.Application.Tickets;
using TicketPlatform.Infrastructure.Persistence;

namespace TicketPlatform.Infrastructure.Tickets;

/// <summary>Reads user, counts, age and one page in a single round trip.</summary>
internal sealed class UserTicketsReader(ReadDatabase database) : IUserTicketsReader
{
    public async Task<StoredUserTickets?> ReadAsync(UserTicketsQuestion question, CancellationToken cancellationToken)
    {
        await using var command = UserTicketsSql.Fill(database.CreateCommand(), question);
        await using var rows = await command.AskAsync(cancellationToken);
        if (!await rows.ReadAsync(cancellationToken))
            return null;

        var counts = new StatusCounts(
            rows.GetInt64(4),
            rows.GetInt64(5),
            rows.GetInt64(6),
            rows.GetInt64(7),
            rows.GetInt64(8),
            rows.GetInt64(9)
        );
        var stored = new StoredUserTickets(rows.GetString(0), counts, InstantOrNull(rows, 1), InstantOrNull(rows, 2), HeardAt(rows), []);
        if (rows.IsDBNull(10))
            return stored; // the left join found no ticket
        do stored.Tickets.Add(Ticket(rows));
        while (await rows.ReadAsync(cancellationToken));
        return stored;
    }

    private static StoredUserTicket Ticket(NpgsqlDataReader row)
    {
        var ticket = UserTicketColumns.Read(row, first: 10);
        return new StoredUserTicket(ticket, new TicketPosition(row.GetInt64(21), ticket.Id), row.GetInt64(20));
    }

    // A stream counts versions in Unix seconds, from 0 on.
    private static DateTimeOffset? HeardAt(NpgsqlDataReader row) =>
        row.IsDBNull(3) || row.GetInt64(3) == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(row.GetInt64(3));

    private static DateTimeOffset? InstantOrNull(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : Instant(row, column);

    private static DateTimeOffset Instant(NpgsqlDataReader row, int column) => row.GetFieldValue<DateTimeOffset>(column);
}
