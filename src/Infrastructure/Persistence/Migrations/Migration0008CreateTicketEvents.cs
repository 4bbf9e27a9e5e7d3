using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace TicketPlatform.Infrastructure.Persistence.Migrations;

/// <summary>What happened to tickets, as Zendesk recorded it: the facts that statistics are made of.</summary>
[DbContext(typeof(TicketPlatformDbContext))]
[Migration("0008_CreateTicketEvents")]
internal sealed class Migration0008CreateTicketEvents : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            create table ticket_events (
                event_id bigint not null,
                position smallint not null,
                ticket_id bigint not null,
                at timestamptz not null,
                actor_id bigint not null,
                kind smallint not null,
                old_value text,
                new_value text,
                is_public boolean,
                primary key (event_id, position)
            );
            -- A ticket's life in order, and everything that happened in an hour.
            create index ticket_events_ticket on ticket_events (ticket_id, at, event_id, position);
            create index ticket_events_at on ticket_events (at) include (ticket_id);

            insert into sync_streams (name) values ('events'), ('events-overlap');
            """
        );
}
