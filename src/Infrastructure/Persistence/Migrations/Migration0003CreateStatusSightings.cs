using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace TicketPlatform.Infrastructure.Persistence.Migrations;

/// <summary>
/// The history of statuses as sightings, each true by itself, instead of changes, which are only true in the order of their
/// arrival. What a change overwrote becomes a sighting in the second before it.
/// </summary>
[DbContext(typeof(TicketPlatformDbContext))]
[Migration("0003_CreateStatusSightings")]
internal sealed class Migration0003CreateStatusSightings : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            create table ticket_status_sightings (
                zendesk_id bigint not null references tickets (zendesk_id),
                seen_at timestamptz not null,
                status text not null,
                source smallint not null,
                actor_id bigint,
                primary key (zendesk_id, seen_at, status)
            );
            insert into ticket_status_sightings (zendesk_id, seen_at, status, source, actor_id)
            select zendesk_id, changed_at - interval '1 microsecond', from_status, source, null from ticket_status_changes
            union all
            select zendesk_id, changed_at + interval '999999 microseconds', to_status, source, changed_by from ticket_status_changes
            on conflict do nothing;
            drop table ticket_status_changes;
            """
        );
}
