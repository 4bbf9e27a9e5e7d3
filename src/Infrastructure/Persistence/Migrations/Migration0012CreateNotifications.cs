using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace TicketPlatform.Infrastructure.Persistence.Migrations;

/// <summary>What people must be told, whom it was sent to and what became of it; and what is wrong with the operation right now.</summary>
[DbContext(typeof(TicketPlatformDbContext))]
[Migration("0012_CreateNotifications")]
internal sealed class Migration0012CreateNotifications : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            create table notifications (
                id uuid primary key,
                -- Compared by bytes, so that a prefix is a range of the index.
                key text collate "C" not null unique,
                kind text not null,
                severity text not null,
                occurred_at timestamptz not null,
                created_at timestamptz not null,
                title text not null,
                body text not null,
                data jsonb not null
            );
            create index notifications_created on notifications (created_at);
            create index notifications_user on notifications ((data ->> 'userId')) where data ->> 'userId' is not null;

            create table notification_deliveries (
                notification_id uuid not null references notifications on delete cascade,
                target text not null,
                state text not null default 'pending',
                attempts integer not null default 0,
                next_attempt_at timestamptz,
                give_up_at timestamptz not null,
                fence bigint not null default 0,
                delivered_at timestamptz,
                last_error text,
                receipt text,
                primary key (notification_id, target)
            );
            -- The workers poll this one only: what is settled leaves it.
            create index notification_deliveries_due on notification_deliveries (target, next_attempt_at) where state = 'pending';
            create index notification_deliveries_dead on notification_deliveries (target) where state = 'dead';

            create table operational_incidents (
                kind text not null,
                subject text not null,
                since timestamptz not null,
                seen_at timestamptz not null,
                primary key (kind, subject)
            );
            """
        );
}
