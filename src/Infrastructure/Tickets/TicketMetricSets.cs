using TicketPlatform.Domain.Tickets;

namespace TicketPlatform.Infrastructure.Tickets;

/// <summary>Keeps Zendesk's own figures beside the tickets, known by the state that they belong to.</summary>
internal static class TicketMetricSets
{
    // What Zendesk counts anew of a state that the events tell already is compared with them at once.
    private const string Sql = $"""
        with told as (
            select * from unnest(
                $1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::text[], $8::bigint[], $9::timestamptz[])
                as told (
                ticket_id, version, first_resolution_minutes, full_resolution_minutes, reopens, replies, status, assignee_id, updated_at)
        ), noted as (
            insert into statistics_changes (ticket_id, since)
            select told.ticket_id, tickets.updated_at
            from told
            join tickets on tickets.zendesk_id = told.ticket_id and {PastChanges.IsTold}
            left join ticket_metric_sets former on former.ticket_id = told.ticket_id
            where (told.first_resolution_minutes, told.full_resolution_minutes, told.reopens, told.replies) is distinct from
                (former.first_resolution_minutes, former.full_resolution_minutes, former.reopens, former.replies)
        )
        insert into ticket_metric_sets (
            ticket_id, version, first_resolution_minutes, full_resolution_minutes, reopens, replies, status, assignee_id, updated_at)
        table told
        on conflict (ticket_id) do update set
            version = excluded.version, first_resolution_minutes = excluded.first_resolution_minutes,
            full_resolution_minutes = excluded.full_resolution_minutes, reopens = excluded.reopens, replies = excluded.replies,
            status = excluded.status, assignee_id = excluded.assignee_id, updated_at = excluded.updated_at
        """;

    /// <summary>Stores the figures of some changed tickets; the tickets are locked, so nobody else writes theirs.</summary>
    public static async Task SaveAsync(NpgsqlCommand command, IReadOnlyList<Ticket> tickets, CancellationToken cancellationToken)
    {
        void Column<T>(Func<Ticket, T> value) =>
            command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = [.. tickets.Select(value)] });

        command.CommandText = Sql;
        Column(ticket => ticket.Id);
        Column(ticket => ticket.Seen.Version);
        Column(ticket => ticket.Seen.Metrics!.FirstResolutionMinutes);
        Column(ticket => ticket.Seen.Metrics!.FullResolutionMinutes);
        Column(ticket => ticket.Seen.Metrics!.Reopens);
        Column(ticket => ticket.Seen.Metrics!.Replies);
        Column(ticket => ticket.Seen.Content.Status.Name);
        Column(ticket => ticket.Seen.Content.AssigneeId);
        Column(ticket => ticket.Seen.Content.UpdatedAt);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
