using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace TicketPlatform.Infrastructure.Persistence.Migrations;

/// <summary>
/// Vacuums intervals only for what was deleted. While millions are inserted, the cleaning of an SP-GiST index compares every tuple that was
/// moved meanwhile with every other one: a core for more than ten minutes, and the table is not analyzed before that has ended.
/// </summary>
[DbContext(typeof(TicketPlatformDbContext))]
[Migration("0018_VacuumIntervalsForTheDead")]
internal sealed class Migration0018VacuumIntervalsForTheDead : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("alter table ticket_intervals set (autovacuum_vacuum_insert_threshold = -1)");
}
