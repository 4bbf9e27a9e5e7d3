using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace TicketPlatform.Infrastructure.Persistence.Migrations;

/// <summary>
/// Keeps how far the history of a ticket was read, which may be longer than a slice; since when something may be missing in it, because hours
/// wait for that; and whether Zendesk has it no more.
/// </summary>
[DbContext(typeof(TicketPlatformDbContext))]
[Migration("0021_KeepPlacesInAudits")]
internal sealed class Migration0021KeepPlacesInAudits : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            alter table ticket_audit_reads
                add column cursor text,
                add column begun_at timestamptz,
                add column since timestamptz,
                add column is_gone boolean not null default false;
            """
        );
}
