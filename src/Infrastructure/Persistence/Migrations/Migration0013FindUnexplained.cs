using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace TicketPlatform.Infrastructure.Persistence.Migrations;

/// <summary>Finds the differences from Zendesk's own figures that nothing explains: few among many.</summary>
[DbContext(typeof(TicketPlatformDbContext))]
[Migration("0013_FindUnexplained")]
internal sealed class Migration0013FindUnexplained : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            "create index statistics_discrepancies_unexplained on statistics_discrepancies (hour desc, version) where cause = 'unexplained'"
        );
}
