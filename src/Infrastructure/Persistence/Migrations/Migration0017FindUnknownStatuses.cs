using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace TicketPlatform.Infrastructure.Persistence.Migrations;

/// <summary>Finds the tickets whose status this version does not know: none, until Zendesk grows one.</summary>
[DbContext(typeof(TicketPlatformDbContext))]
[Migration("0017_FindUnknownStatuses")]
internal sealed class Migration0017FindUnknownStatuses : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            create index tickets_unknown_status on tickets (status)
                where status not in ('new', 'open', 'pending', 'hold', 'solved', 'closed', 'deleted')
            """
        );
}
