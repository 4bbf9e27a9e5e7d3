using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace TicketPlatform.Infrastructure.Persistence.Migrations;

/// <summary>What Zendesk pushes, until it is applied, and the users about whom it said something that must be read.</summary>
[DbContext(typeof(TicketPlatformDbContext))]
[Migration("0004_CreateWebhookInbox")]
internal sealed class Migration0004CreateWebhookInbox : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            create table webhook_inbox (
                event_id text primary key,
                seq bigint generated always as identity,
                type text not null,
                subject_id bigint,
                webhook_id text,
                invocation_id text,
                body bytea not null,
                received_at timestamptz not null,
                due_at timestamptz,
                attempts integer not null default 0,
                outcome text,
                applied_at timestamptz,
                error text,
                duplicates integer not null default 0
            );
            -- The workers poll this one only: what is settled leaves it.
            create index webhook_inbox_due on webhook_inbox (due_at, seq) where due_at is not null;
            create index webhook_inbox_dead on webhook_inbox (seq) where outcome = 'dead';
            create index webhook_inbox_received on webhook_inbox using brin (received_at);

            alter table zendesk_users add column read_due_at timestamptz;
            create index zendesk_users_read_due on zendesk_users (read_due_at) where read_due_at is not null;

            insert into sync_streams (name) values ('webhooks');
            """
        );
}
