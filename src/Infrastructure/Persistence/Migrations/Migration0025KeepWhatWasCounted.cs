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
            """
        );
}
