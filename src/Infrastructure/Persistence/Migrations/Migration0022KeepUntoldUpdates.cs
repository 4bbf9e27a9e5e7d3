using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace TicketPlatform.Infrastructure.Persistence.Migrations;

/// <summary>
/// Keeps what must not be forgotten of a ticket: that it was shown updated at an instant of which no event told yet, and until when something
/// may be missing in a history that Zendesk has no more. The index is of all differences that operators are told of.
/// </summary>
[DbContext(typeof(TicketPlatformDbContext))]
[Migration("0022_KeepUntoldUpdates")]
internal sealed class Migration0022KeepUntoldUpdates : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            create table untold_updates (
                ticket_id bigint not null,
                updated_at timestamptz not null,
                primary key (ticket_id, updated_at)
            );
            create index untold_updates_updated on untold_updates (updated_at);

            alter table ticket_audit_reads add column until_at timestamptz;
            update ticket_audit_reads set until_at = now() where since is not null;
            create index ticket_audit_reads_gone on ticket_audit_reads (since) where is_gone;

            drop index statistics_discrepancies_unexplained;
            create index statistics_discrepancies_unproven on statistics_discrepancies (hour desc, version)
                where cause in ('unexplained', 'gone');
            """
        );
}
