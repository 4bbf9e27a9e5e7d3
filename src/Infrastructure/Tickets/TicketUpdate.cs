using TicketPlatform.Domain.Tickets;

namespace TicketPlatform.Infrastructure.Tickets;

/// <summary>Changes a thousand stored tickets in one statement, column by column.</summary>
internal static class TicketUpdate
{
    /// <summary>
    /// The fence makes a lost race visible: fewer rows are written than were given. Who owns a ticket is looked up under the lock
    /// of the matching.
    /// </summary>
    public const string Sql = $"""
        with changed as (
        update tickets set
            user_id = requester.user_id, requester_id = seen.requester_id,
            subject = case when requester.erased_at is null then seen.subject else '' end,
            description = case when requester.erased_at is null then seen.description else '' end,
            status = seen.status, custom_status_id = seen.custom_status_id, priority = seen.priority,
            assignee_id = seen.assignee_id, group_id = seen.group_id,
            created_at = seen.created_at, updated_at = seen.updated_at, status_changed_at = seen.status_changed_at,
            solved_at = seen.solved_at, deleted_at = case when seen.status = 'deleted' then seen.updated_at end,
            is_public = seen.is_public, is_merged_away = seen.is_merged_away,
            version = seen.version, source = seen.source, observed_at = seen.observed_at, reread_due = seen.reread_due,
            fence = tickets.fence + 1
        from unnest(
            $1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::text[], $8::bigint[], $9::bigint[],
            $10::timestamptz[], $11::timestamptz[], $12::timestamptz[], $13::timestamptz[], $14::boolean[], $15::boolean[],
            $16::bigint[], $17::smallint[], $18::timestamptz[], $19::boolean[], $20::bigint[])
            as seen (
            zendesk_id, requester_id, subject, description, status, custom_status_id, priority, assignee_id, group_id,
            created_at, updated_at, status_changed_at, solved_at, is_public, is_merged_away,
            version, source, observed_at, reread_due, fence)
        left join zendesk_users requester on requester.id = seen.requester_id
        join tickets former on former.zendesk_id = seen.zendesk_id
        where tickets.zendesk_id = seen.zendesk_id and tickets.fence = seen.fence
        returning tickets.zendesk_id, former.user_id as former_user_id, tickets.user_id,
            former.is_public and former.status not in ('solved', 'closed', 'deleted') as was_open,
            tickets.is_public and tickets.status not in ('solved', 'closed', 'deleted') as is_open,
            (former.subject, former.description, former.status, former.priority, former.updated_at, former.status_changed_at, former.solved_at,
                former.is_public)
            is distinct from
            (tickets.subject, tickets.description, tickets.status, tickets.priority, tickets.updated_at, tickets.status_changed_at,
                tickets.solved_at, tickets.is_public) as looks_different,
            former.deleted_at is null and tickets.deleted_at is not null as is_gone,
            former.deleted_at is not null and tickets.deleted_at is null as is_back, tickets.deleted_at is null as is_present,
            former.is_merged_away <> tickets.is_merged_away
                or ({PastChanges.IsOld} or {PastChanges.IsTold}) and (former.updated_at, former.status, former.assignee_id)
                    is distinct from (tickets.updated_at, tickets.status, tickets.assignee_id) as past_changed,
            tickets.updated_at, tickets.observed_at,
            least(
                tickets.updated_at,
                case when former.is_merged_away <> tickets.is_merged_away then {PastChanges.MergedSince} end,
                case when tickets.deleted_at is null then former.deleted_at end) as since,
            former.status as former_status, former.assignee_id as former_assignee_id, former.updated_at as former_updated_at,
            former.version as former_version,
            (former.updated_at <> tickets.updated_at or tickets.deleted_at is not null) and former.deleted_at is null and not exists (
                select from ticket_events where ticket_id = former.zendesk_id and at = former.updated_at
                    and (kind <> 1 or new_value is distinct from 'deleted')) as was_untold
        ), gone as (
            insert into ticket_deletions (
                ticket_id, deleted_at, shown_status, shown_assignee_id, shown_updated_at, shown_version)
            select zendesk_id, updated_at, former_status, former_assignee_id, former_updated_at, former_version from changed where is_gone
            on conflict (ticket_id, deleted_at) do update set
                restored_at = null, shown_status = excluded.shown_status, shown_assignee_id = excluded.shown_assignee_id,
                shown_updated_at = excluded.shown_updated_at, shown_version = excluded.shown_version
        ), back as (
            update ticket_deletions set restored_at = greatest(deleted_at, (select updated_at from changed where zendesk_id = ticket_id))
            where restored_at is null and ticket_id = any (array(select zendesk_id from changed where is_back))
        ), readable as (
            -- Zendesk has the history of a restored ticket again, also where it was not seen deleted.
            update ticket_audit_reads audits set due_at = coalesce(audits.due_at, (select observed_at from changed where zendesk_id = audits.ticket_id))
            from (
                select ticket_id from ticket_audit_reads
                where is_gone and ticket_id = any (array(select zendesk_id from changed where is_present))
                order by ticket_id for update) present
            where audits.ticket_id = present.ticket_id
        ), untold as (
            insert into untold_updates (ticket_id, updated_at) select zendesk_id, former_updated_at from changed
            where was_untold and exists (select from ticket_events)
            on conflict do nothing
        ), noted as (
            insert into statistics_changes (ticket_id, since)
            select zendesk_id, since from changed
            where (past_changed or is_gone or is_back) and exists (select from ticket_events)
        )
        select zendesk_id, former_user_id, user_id, was_open, is_open, looks_different from changed
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
        Column(ticket => ticket.Fence);
        return command;
    }
}
