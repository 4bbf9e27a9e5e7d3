using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace TicketPlatform.Infrastructure.Persistence.Migrations;

/// <summary>Keeps when a stream was first read: whatever came to light since then, a pass over the recent past has to look for.</summary>
[DbContext(typeof(TicketPlatformDbContext))]
[Migration("0020_KeepWhenStreamsBegan")]
internal sealed class Migration0020KeepWhenStreamsBegan : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            alter table sync_streams add column begun_at timestamptz;
            update sync_streams set begun_at = (select min(zendesk_time) from sync_pages where stream = name);
            """
        );
}
