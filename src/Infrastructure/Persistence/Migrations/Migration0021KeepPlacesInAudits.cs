using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace TicketPlatform.Infrastructure.Persistence.Migrations;

/// <summary>Keeps how far the history of a ticket was read: it may be longer than a slice.</summary>
[DbContext(typeof(TicketPlatformDbContext))]
[Migration("0021_KeepPlacesInAudits")]
internal sealed class Migration0021KeepPlacesInAudits : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("alter table ticket_audit_reads add column cursor text, add column begun_at timestamptz");
}
