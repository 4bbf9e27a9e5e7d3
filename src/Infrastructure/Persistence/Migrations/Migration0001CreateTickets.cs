using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace TicketPlatform.Infrastructure.Persistence.Migrations;

/// <summary>Users, their requesters in Zendesk, and the tickets that belong to them.</summary>
[DbContext(typeof(TicketPlatformDbContext))]
[Migration("0001_CreateTickets")]
internal sealed class Migration0001CreateTickets : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            create table users (
                id uuid primary key,
                email varchar(255) not null,
                created_at timestamptz not null,
                search_due boolean not null default true
            );
            create unique index users_email on users (lower(email));
            create index users_created on users (created_at, id);
            -- The look-ups poll this one only; a user who was searched for leaves it.
            create index users_search_due on users (created_at) where search_due;

            create table zendesk_users (
                id bigint primary key,
                name text not null,
                role text not null,
                is_active boolean not null,
                updated_at timestamptz,
                observed_at timestamptz,
                identities_due_at timestamptz,
                erased_at timestamptz,
                user_id uuid references users (id) on delete set null
            );
            create index zendesk_users_user on zendesk_users (user_id) where user_id is not null;
            create index zendesk_users_identities_due on zendesk_users (identities_due_at desc) where identities_due_at is not null;

            create table zendesk_user_emails (
                zendesk_user_id bigint not null references zendesk_users (id) on delete cascade,
                email text not null,
                is_primary boolean not null,
                is_verified boolean not null,
                primary key (zendesk_user_id, email)
            );
            create index zendesk_user_emails_email on zendesk_user_emails (email);

            create table tickets (
                zendesk_id bigint primary key,
                user_id uuid references users (id) on delete set null,
                requester_id bigint not null,
                subject text not null,
                description text not null,
                status text not null,
                custom_status_id bigint,
                priority text,
                assignee_id bigint,
                group_id bigint,
                created_at timestamptz not null,
                updated_at timestamptz not null,
                status_changed_at timestamptz,
                solved_at timestamptz,
                deleted_at timestamptz,
                is_public boolean not null,
                is_merged_away boolean not null,
                version bigint not null,
                source smallint not null,
                observed_at timestamptz not null,
                reread_due boolean not null,
                fence bigint not null
            );
            -- The read path of a user's tickets; what it includes lets the counts be taken from the index alone.
            create index tickets_of_user on tickets (user_id, updated_at desc, zendesk_id desc)
                include (status, is_public) where user_id is not null;
            create index tickets_of_requester on tickets (requester_id);
            create index tickets_reread_due on tickets (observed_at) where reread_due;

            create table ticket_status_changes (
                zendesk_id bigint not null references tickets (zendesk_id),
                seq integer not null,
                from_status text not null,
                to_status text not null,
                changed_at timestamptz not null,
                changed_by bigint,
                source smallint not null,
                primary key (zendesk_id, seq)
            );
            """
        );
}
