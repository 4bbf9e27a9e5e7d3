using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace TicketPlatform.Infrastructure.Persistence.Migrations;

/// <summary>Keeps of which state of a ticket Zendesk's own figures are, because a later one may have been seen without any.</summary>
[DbContext(typeof(TicketPlatformDbContext))]
[Migration("0025_KeepWhatWasCounted")]
internal sealed class Migration0025KeepWhatWasCounted : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            alter table ticket_metric_sets
                add column status text,
                add column assignee_id bigint,
                add column updated_at timestamptz;
            update ticket_metric_sets counted set
                status = ticket.status, assignee_id = ticket.assignee_id, updated_at = ticket.updated_at
            from tickets ticket where ticket.zendesk_id = counted.ticket_id and ticket.version = counted.version;
            -- What was found before is asked again: more is compared by now.
            update ticket_audit_reads set due_at = now()
            from tickets where zendesk_id = ticket_id and is_gone and due_at is null and deleted_at is null;
            insert into statistics_changes (ticket_id, since)
            select ticket_id, coalesce(since, now()) from ticket_audit_reads where is_gone
            union all
            select ticket_id, deleted_at from ticket_deletions deletion
            where restored_at is null and exists (
                select from ticket_events fact
                where fact.ticket_id = deletion.ticket_id and at < deleted_at and kind = 1 and new_value = 'deleted');
            """
        );
}
