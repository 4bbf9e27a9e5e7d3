namespace TicketPlatform.Infrastructure.Tickets;

/// <summary>
/// When a stored ticket changes what was counted already: hours that are published, and what is derived of its past, are then looked at again.
/// </summary>
internal static class PastChanges
{
    /// <summary>
    /// Whether the last event of a ticket is so old that its hour may be closed: none is within a minute and a half of its end.
    /// </summary>
    public const string IsOld = "tickets.observed_at - tickets.updated_at > interval '80 seconds'";

    /// <summary>Whether the last update of a ticket is known from its events already: what is shown of it can be compared with them now.</summary>
    public const string IsTold = "exists (select from ticket_events where ticket_id = tickets.zendesk_id and at >= tickets.updated_at)";

    /// <summary>
    /// Since when a ticket counts differently, where it is learned now that it was merged into another one, or that it was not: from its
    /// closing on, whatever was done to it since. A deletion and its end change the status too, so the event of the closing is asked for.
    /// </summary>
    public const string MergedSince = """
        coalesce(
            case when tickets.is_merged_away then least(
                tickets.status_changed_at,
                (select min(at) from ticket_events where ticket_id = tickets.zendesk_id and kind = 1 and new_value = 'closed')) end,
            tickets.created_at)
        """;

    /// <summary>Takes the ids of tickets that were stored for the first time; nothing was counted while there are no events yet.</summary>
    public const string OfAdded = $"""
        with gone as (
            insert into ticket_deletions (ticket_id, deleted_at)
            select zendesk_id, deleted_at from tickets where zendesk_id = any ($1) and deleted_at is not null
        ), readable as (
            -- Asked for when only its events were known, deleted, and restored before it was seen.
            update ticket_audit_reads audits set due_at = coalesce(audits.due_at, present.observed_at)
            from (
                select ticket_id, observed_at from ticket_audit_reads join tickets on zendesk_id = ticket_id
                where ticket_id = any ($1) and is_gone and deleted_at is null
                order by ticket_id for update of ticket_audit_reads) present
            where audits.ticket_id = present.ticket_id
        )
        insert into statistics_changes (ticket_id, since)
        select zendesk_id, case when is_merged_away then {MergedSince} else updated_at end from tickets
        where zendesk_id = any ($1) and (deleted_at is not null or is_merged_away or {IsOld} or {IsTold}) and exists (select from ticket_events)
        """;
}
