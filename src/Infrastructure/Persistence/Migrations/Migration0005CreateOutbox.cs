using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace TicketPlatform.Infrastructure.Persistence.Migrations;

/// <summary>The log of what changed in whose list. It holds no texts: what is sent is the ticket as it is when it is sent.</summary>
[DbContext(typeof(TicketPlatformDbContext))]
[Migration("0005_CreateOutbox")]
internal sealed class Migration0005CreateOutbox : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            create table outbox (
                id bigint generated always as identity primary key,
                user_id uuid,
                zendesk_id bigint,
                created_at timestamptz not null
            );
            -- A stream that is resumed reads what its user missed.
            create index outbox_user on outbox (user_id, id);

            -- The greatest id that was ever removed: whoever stopped before it has missed something.
            create table outbox_floor (id bigint not null);
            insert into outbox_floor (id) values (0);
            """
        );
}
