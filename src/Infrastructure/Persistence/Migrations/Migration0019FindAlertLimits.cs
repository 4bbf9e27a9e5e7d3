using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace TicketPlatform.Infrastructure.Persistence.Migrations;

/// <summary>Finds the limits of the few users who have one of their own, without a look at the users who have none.</summary>
[DbContext(typeof(TicketPlatformDbContext))]
[Migration("0019_FindAlertLimits")]
internal sealed class Migration0019FindAlertLimits : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("create index users_alert_limit on users (id) include (alert_limit) where alert_limit is not null");
}
