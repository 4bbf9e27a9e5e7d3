using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace TicketPlatform.Infrastructure.Persistence.Migrations;

/// <summary>Keeps the requests of slices that brought no page, until the page comes that they were made for.</summary>
[DbContext(typeof(TicketPlatformDbContext))]
[Migration("0015_KeepMissedAttempts")]
internal sealed class Migration0015KeepMissedAttempts : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("alter table sync_streams add column missed_attempts integer[] not null default '{}'");
}
