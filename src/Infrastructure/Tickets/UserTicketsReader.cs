using TicketPlatform.Application.Tickets;
using TicketPlatform.Domain.Tickets;
using TicketPlatform.Infrastructure.Persistence;

namespace TicketPlatform.Infrastructure.Tickets;

/// <summary>Reads user, counts, watermark and one page in a single round trip.</summary>
internal sealed class UserTicketsReader(ReadDatabase database) : IUserTicketsReader
{
    public async Task<StoredUserTickets?> ReadAsync(UserTicketsQuestion question, CancellationToken cancellationToken)
    {
        await using var command = UserTicketsSql.Fill(database.CreateCommand(), question);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        if (!await rows.ReadAsync(cancellationToken))
            return null;

        var counts = new StatusCounts(
            rows.GetInt64(2),
            rows.GetInt64(3),
            rows.GetInt64(4),
            rows.GetInt64(5),
            rows.GetInt64(6),
            rows.GetInt64(7)
        );
        DateTimeOffset? watermark = rows.IsDBNull(1) ? null : Instant(rows, 1);
        var stored = new StoredUserTickets(rows.GetString(0), counts, watermark, []);
        if (rows.IsDBNull(8))
            return stored; // the left join found no ticket
        do stored.Tickets.Add(Ticket(rows));
        while (await rows.ReadAsync(cancellationToken));
        return stored;
    }

    private static StoredUserTicket Ticket(NpgsqlDataReader row)
    {
        var id = row.GetInt64(8);
        var status = TicketStatus.Parse(row.GetString(11));
        var updatedAt = Instant(row, 14);
        var ticket = new UserTicket(
            id,
            row.GetString(9),
            row.GetString(10),
            status.Name,
            status.Category.Name,
            UserTicket.Explain(status),
            row.IsDBNull(12) ? null : row.GetString(12),
            Instant(row, 13),
            updatedAt,
            row.IsDBNull(15) ? updatedAt : Instant(row, 15),
            row.IsDBNull(16) || status.IsUnsolved ? null : Instant(row, 16),
            Instant(row, 17)
        );
        return new StoredUserTicket(ticket, new TicketPosition(row.GetInt64(19), id), row.GetInt64(18));
    }

    private static DateTimeOffset Instant(NpgsqlDataReader row, int column) => row.GetFieldValue<DateTimeOffset>(column);
}
