using TicketPlatform.Domain.Tickets;

namespace TicketPlatform.Infrastructure.Tickets;

/// <summary>Writes a thousand tickets in one statement, column by column.</summary>
internal static class TicketUpsert
{
    /// <summary>
    /// The fence makes a lost race visible: fewer rows are written than were given. Who owns a ticket is looked up here, under
    /// the lock of the matching, and nowhere else.
    /// </summary>
    public const string Sql = """
        insert into tickets (
            zendesk_id, user_id, requester_id, subject, description, status, custom_status_id, priority, assignee_id, group_id,
            created_at, updated_at, status_changed_at, solved_at, deleted_at, is_public, is_merged_away,
            version, source, observed_at, reread_due, fence)
        select seen.zendesk_id, requester.user_id, seen.requester_id,
            case when requester.erased_at is null then seen.subject else '' end,
            case when requester.erased_at is null then seen.description else '' end,
            seen.status, seen.custom_status_id, seen.priority, seen.assignee_id, seen.group_id,
            seen.created_at, seen.updated_at, seen.status_changed_at, seen.solved_at,
            case when seen.status = 'deleted' then seen.updated_at end, seen.is_public, seen.is_merged_away,
            seen.version, seen.source, seen.observed_at, seen.reread_due, seen.fence
        from unnest(
            $1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::text[], $8::bigint[], $9::bigint[],
            $10::timestamptz[], $11::timestamptz[], $12::timestamptz[], $13::timestamptz[], $14::boolean[], $15::boolean[],
            $16::bigint[], $17::smallint[], $18::timestamptz[], $19::boolean[], $20::bigint[])
            as seen (
            zendesk_id, requester_id, subject, description, status, custom_status_id, priority, assignee_id, group_id,
            created_at, updated_at, status_changed_at, solved_at, is_public, is_merged_away,
            version, source, observed_at, reread_due, fence)
        left join zendesk_users requester on requester.id = seen.requester_id
        on conflict (zendesk_id) do update set
            user_id = excluded.user_id, requester_id = excluded.requester_id, subject = excluded.subject,
            description = excluded.description, status = excluded.status, custom_status_id = excluded.custom_status_id,
            priority = excluded.priority, assignee_id = excluded.assignee_id, group_id = excluded.group_id,
            created_at = excluded.created_at, updated_at = excluded.updated_at, status_changed_at = excluded.status_changed_at,
            solved_at = excluded.solved_at, deleted_at = excluded.deleted_at, is_public = excluded.is_public,
            is_merged_away = excluded.is_merged_away, version = excluded.version, source = excluded.source,
            observed_at = excluded.observed_at, reread_due = excluded.reread_due, fence = excluded.fence
        where tickets.fence = excluded.fence - 1
        """;

    public static NpgsqlCommand Of(NpgsqlCommand command, Ticket[] tickets)
    {
        void Column<T>(Func<Ticket, T> value) =>
            command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = Array.ConvertAll(tickets, t => value(t)) });

        Column(ticket => ticket.Id);
        Column(ticket => ticket.Seen.Content.RequesterId);
        Column(ticket => ticket.Seen.Content.Subject);
        Column(ticket => ticket.Seen.Content.Description);
        Column(ticket => ticket.Seen.Content.Status.Name);
        Column(ticket => ticket.Seen.Content.CustomStatusId);
        Column(ticket => ticket.Seen.Content.Priority);
        Column(ticket => ticket.Seen.Content.AssigneeId);
        Column(ticket => ticket.Seen.Content.GroupId);
        Column(ticket => ticket.Seen.Content.CreatedAt);
        Column(ticket => ticket.Seen.Content.UpdatedAt);
        Column(ticket => ticket.Seen.Content.StatusChangedAt);
        Column(ticket => ticket.Seen.Content.SolvedAt);
        Column(ticket => ticket.Seen.Content.IsPublic);
        Column(ticket => ticket.Seen.Content.IsMergedAway);
        Column(ticket => ticket.Seen.Version);
        Column(ticket => (short)ticket.Seen.Source);
        Column(ticket => ticket.Seen.ObservedAt);
        Column(ticket => ticket.RereadDue);
        Column(ticket => ticket.Fence + 1);
        return command;
    }
}
