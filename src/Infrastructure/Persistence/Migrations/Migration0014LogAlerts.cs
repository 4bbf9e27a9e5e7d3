using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace TicketPlatform.Infrastructure.Persistence.Migrations;

/// <summary>Lets the log tell of alerts too. A line about one names its user, so that a node of an earlier version does not take it for a reset.</summary>
[DbContext(typeof(TicketPlatformDbContext))]
[Migration("0014_LogAlerts")]
internal sealed class Migration0014LogAlerts : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            alter table outbox add column alert_id uuid, add column happened text,
                add check ((alert_id is null) = (happened is null)), add check (alert_id is null or zendesk_id is null);
            -- A stream of alerts that is resumed reads what it missed.
            create index outbox_alerts on outbox (id) where alert_id is not null or user_id is null;
            """
        );
}
