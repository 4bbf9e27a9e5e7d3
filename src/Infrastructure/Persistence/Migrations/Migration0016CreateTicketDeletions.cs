using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace TicketPlatform.Infrastructure.Persistence.Migrations;

/// <summary>Keeps when tickets were seen deleted and seen again: a restored ticket was away all the same.</summary>
[DbContext(typeof(TicketPlatformDbContext))]
[Migration("0016_CreateTicketDeletions")]
internal sealed class Migration0016CreateTicketDeletions : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            create table ticket_deletions (
                ticket_id bigint not null,
                deleted_at timestamptz not null,
                restored_at timestamptz check (restored_at >= deleted_at),
                primary key (ticket_id, deleted_at)
            );
            create unique index ticket_deletions_one_lasts on ticket_deletions (ticket_id) where restored_at is null;
            insert into ticket_deletions (ticket_id, deleted_at) select zendesk_id, deleted_at from tickets where deleted_at is not null;
            """
        );
}
