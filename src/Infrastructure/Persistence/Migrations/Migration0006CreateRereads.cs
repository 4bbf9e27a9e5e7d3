using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace TicketPlatform.Infrastructure.Persistence.Migrations;

/// <summary>Up to when a user's tickets were read again, and who is at it.</summary>
[DbContext(typeof(TicketPlatformDbContext))]
[Migration("0006_CreateRereads")]
internal sealed class Migration0006CreateRereads : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            alter table users add column reread_at timestamptz;

            create table user_rereads (
                user_id uuid primary key references users (id) on delete cascade,
                fence bigint not null,
                leased_until timestamptz,
                ended_at timestamptz,
                outcome text
            ) with (fillfactor = 50);
            """
        );
}
