using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace TicketPlatform.Infrastructure.Persistence.Migrations;

/// <summary>
/// Keeps what a ticket showed before it was deleted, because its events are compared with that; and of a history that is gone no longer when
/// that was noticed, because nothing was read then.
/// </summary>
[DbContext(typeof(TicketPlatformDbContext))]
[Migration("0024_KeepWhatWasDeleted")]
internal sealed class Migration0024KeepWhatWasDeleted : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            alter table ticket_deletions
                add column shown_status text,
                add column shown_assignee_id bigint,
                add column shown_updated_at timestamptz,
                add column shown_version bigint;
            update ticket_audit_reads set read_at = null where is_gone;
            """
        );
}
