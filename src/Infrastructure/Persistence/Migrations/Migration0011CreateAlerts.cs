using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace TicketPlatform.Infrastructure.Persistence.Migrations;

/// <summary>The episodes of too many open tickets, their history, and the proofs that none is missing.</summary>
[DbContext(typeof(TicketPlatformDbContext))]
[Migration("0011_CreateAlerts")]
internal sealed class Migration0011CreateAlerts : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            alter table users add column alert_limit integer;

            -- What counts as open. Most tickets of an old account are solved or closed, and are not in it.
            create index tickets_open on tickets (user_id) include (zendesk_id)
                where user_id is not null
                    and status <> 'deleted' and is_public and status <> 'solved' and status <> 'closed';

            -- Without a foreign key to the user: the history outlives them.
            create table alerts (
                id uuid primary key,
                user_id uuid not null,
                opened_at timestamptz not null,
                closed_at timestamptz,
                cause text not null,
                caused_by bigint[] not null,
                alert_limit integer not null,
                open_tickets integer not null,
                peak integer not null,
                evidence bigint[] not null,
                below_since timestamptz,
                acknowledged_by text,
                acknowledged_at timestamptz,
                note text,
                snoozed_until timestamptz,
                remind_at timestamptz,
                reminders integer not null,
                escalated_at timestamptz,
                due_at timestamptz,
                check (closed_at is null or due_at is null)
            );
            create unique index alerts_one_open on alerts (user_id) where closed_at is null;
            create index alerts_due on alerts (due_at) where due_at is not null;
            create index alerts_opened on alerts (opened_at desc, id desc);
            create index alerts_open_opened on alerts (opened_at desc, id desc) where closed_at is null;
            create index alerts_user on alerts (user_id, opened_at desc, id desc);

            create table alert_events (
                id bigint generated always as identity primary key,
                alert_id uuid not null references alerts (id) on delete cascade,
                kind text not null,
                at timestamptz not null,
                open_tickets integer not null,
                by text,
                note text,
                until timestamptz,
                tickets bigint[] not null
            );
            create index alert_events_alert on alert_events (alert_id, id);

            create table alert_proofs (
                begun_at timestamptz primary key,
                finished_at timestamptz,
                position uuid not null,
                users bigint not null,
                repaired bigint not null
            );
            """
        );
}
