using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace TicketPlatform.Infrastructure.Persistence.Migrations;

/// <summary>
/// Finds unsolved intervals with a B-tree, by about how long they last, instead of an index of ranges: keeping that took most of the time of
/// deriving a ticket. With it goes what kept the table from being vacuumed for its new rows.
/// </summary>
[DbContext(typeof(TicketPlatformDbContext))]
[Migration("0023_FindUnsolvedByLength")]
internal sealed class Migration0023FindUnsolvedByLength : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            drop index ticket_intervals_unsolved;
            create index ticket_intervals_unsolved on ticket_intervals (
                (case
                    when to_at - from_at <= interval '1 hour' then 1
                    when to_at - from_at <= interval '6 hours' then 2
                    when to_at - from_at <= interval '36 hours' then 3
                    when to_at - from_at <= interval '216 hours' then 4
                    when to_at - from_at <= interval '1296 hours' then 5
                    when to_at - from_at <= interval '7776 hours' then 6
                    else 7
                end),
                from_at,
                (coalesce(to_at, 'infinity')))
                where status not in ('solved', 'closed', 'deleted');
            alter table ticket_intervals reset (autovacuum_vacuum_insert_threshold);
            """
        );
}
