using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace TicketPlatform.Infrastructure.Persistence.Migrations;

/// <summary>What becomes of every missing ticket id, the samples that are read again, and the rows that came late.</summary>
[DbContext(typeof(TicketPlatformDbContext))]
[Migration("0007_CreateReconciliation")]
internal sealed class Migration0007CreateReconciliation : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            create table mirror_audits (
                begun_at timestamptz primary key,
                finished_at timestamptz,
                position bigint not null,
                stored bigint not null,
                with_owner bigint not null,
                deleted bigint not null,
                scrubbed bigint not null,
                merged_away bigint not null,
                absent bigint not null
            );

            create table ticket_gaps (
                zendesk_id bigint primary key,
                disposition text not null,
                noted_at timestamptz not null,
                asked_at timestamptz
            );
            -- The audit asks for these only, and they are few: what Zendesk does not have is told once.
            create index ticket_gaps_unexplained on ticket_gaps (zendesk_id) include (noted_at) where disposition = 'unexplained';
            create index ticket_gaps_recovered on ticket_gaps (zendesk_id) where disposition = 'recovered';

            create table ticket_samples (
                picked_at timestamptz not null,
                zendesk_id bigint not null,
                read_at timestamptz,
                verdict text not null,
                columns text[] not null,
                primary key (picked_at, zendesk_id) include (verdict)
            );
            create index ticket_samples_open on ticket_samples (picked_at) include (read_at) where verdict = 'open';

            create table late_rows (
                run uuid primary key,
                stream text not null,
                rows bigint not null,
                noted_at timestamptz not null
            );

            -- What the status tells of the inbox is taken from these alone, however many events are stored.
            create index webhook_inbox_applied on webhook_inbox (applied_at) include (received_at) where outcome = 'applied';
            create index webhook_inbox_repeated on webhook_inbox (received_at) include (duplicates) where duplicates > 0;

            insert into sync_streams (name) values ('reconciliation');
            """
        );
}
