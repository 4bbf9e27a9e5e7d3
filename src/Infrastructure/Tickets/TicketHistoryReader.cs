using TicketPlatform.Application.Tickets;
using TicketPlatform.Domain.Tickets;
using TicketPlatform.Infrastructure.Persistence;

namespace TicketPlatform.Infrastructure.Tickets;

/// <summary>Reads a ticket and every sighting of its status in one statement.</summary>
internal sealed class TicketHistoryReader(ReadDatabase database) : ITicketHistoryReader
{
    // The limit is beyond any real ticket: Zendesk allows 5,000 comments on one.
    private const string Sql = """
        select ticket.user_id, ticket.requester_id, ticket.status <> 'deleted' and ticket.is_public,
            seen.status, seen.status_changed_at, seen.updated_at, seen.observed_at, seen.source, seen.actor_id, actor.role
        from tickets ticket
        cross join lateral (
            select ticket.status, ticket.status_changed_at, ticket.updated_at, ticket.observed_at, ticket.source, null::bigint as actor_id
            union all
            (select status, null, seen_at, null, source, actor_id
            from ticket_status_sightings
            where zendesk_id = ticket.zendesk_id
            order by seen_at
            limit 20000)) seen
        left join zendesk_users actor on actor.id = seen.actor_id
        where ticket.zendesk_id = $1
        """;

    public async Task<StoredTicketHistory?> ReadAsync(long ticketId, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand();
        command.CommandText = Sql;
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = ticketId });
        await using var rows = await command.AskAsync(cancellationToken);
        var (sightings, roles) = (new List<StatusSighting>(), new Dictionary<long, string>());
        StoredTicketHistory? history = null;
        while (await rows.ReadAsync(cancellationToken))
        {
            history ??= new(rows.IsDBNull(0) ? null : rows.GetGuid(0), rows.GetInt64(1), rows.GetBoolean(2), sightings, roles);
            AddSightings(rows, ticketId, sightings);
            if (!rows.IsDBNull(9))
                roles[rows.GetInt64(8)] = rows.GetString(9);
        }
        return history;
    }

    private static void AddSightings(NpgsqlDataReader row, long ticketId, List<StatusSighting> sightings)
    {
        var (status, at, source) = (TicketStatus.Parse(row.GetString(3)), Instant(row, 5), (ObservationSource)row.GetInt16(7));
        if (row.IsDBNull(6))
            sightings.Add(new StatusSighting(ticketId, status, at, source, row.IsDBNull(8) ? null : row.GetInt64(8)));
        else
            sightings.AddRange(
                StatusSighting.Of(ticketId, status, at, row.IsDBNull(4) ? null : Instant(row, 4), Instant(row, 6), source, actorId: null)
            );
    }

    private static DateTimeOffset Instant(NpgsqlDataReader row, int column) => row.GetFieldValue<DateTimeOffset>(column);
}
