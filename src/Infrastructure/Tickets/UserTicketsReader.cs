using TicketPlatform.Application.Tickets;
using TicketPlatform.Domain.Tickets;
using TicketPlatform.Infrastructure.Persistence;

namespace TicketPlatform.Infrastructure.Tickets;

/// <summary>Reads user, counts, age and one page in a single round trip.</summary>
internal sealed class UserTicketsReader(ReadDatabase database) : IUserTicketsReader
{
    public async Task<StoredUserTickets?> ReadAsync(UserTicketsQuestion question, CancellationToken cancellationToken)
    {
        await using var command = UserTicketsSql.Fill(database.CreateCommand(), question);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
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
        var id = row.GetInt64(10);
        var status = TicketStatus.Parse(row.GetString(13));
        var updatedAt = Instant(row, 16);
        var ticket = new UserTicket(
            id,
            row.GetString(11),
            row.GetString(12),
            status.Name,
            status.Category.Name,
            UserTicket.Explain(status),
            row.IsDBNull(14) ? null : row.GetString(14),
            Instant(row, 15),
            updatedAt,
            row.IsDBNull(17) ? updatedAt : Instant(row, 17),
            row.IsDBNull(18) || status.IsUnsolved ? null : Instant(row, 18),
            Instant(row, 19)
        );
        return new StoredUserTicket(ticket, new TicketPosition(row.GetInt64(21), id), row.GetInt64(20));
    }

    // A stream counts versions in Unix seconds, from 0 on.
    private static DateTimeOffset? HeardAt(NpgsqlDataReader row) =>
        row.IsDBNull(3) || row.GetInt64(3) == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(row.GetInt64(3));

    private static DateTimeOffset? InstantOrNull(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : Instant(row, column);

    private static DateTimeOffset Instant(NpgsqlDataReader row, int column) => row.GetFieldValue<DateTimeOffset>(column);
}
