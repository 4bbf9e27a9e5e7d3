using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace TicketPlatform.Infrastructure.Persistence.Migrations;

/// <summary>What is derived from ticket events, the hours published from it, and what both are checked against.</summary>
[DbContext(typeof(TicketPlatformDbContext))]
[Migration("0009_CreateStatistics")]
internal sealed class Migration0009CreateStatistics : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            alter table sync_streams add column walk_began_at timestamptz, add column drained_since timestamptz;

            -- Append-only: who was an agent when. The first role known also holds for the time before it.
            create table zendesk_user_roles (
                user_id bigint not null,
                since timestamptz not null,
                role text not null,
                primary key (user_id, since)
            );
            insert into zendesk_user_roles (user_id, since, role)
            select id, updated_at, role from zendesk_users where updated_at is not null;

            -- From the instant on, what is derived of the ticket, or of everybody, may have changed.
            create table statistics_changes (
                id bigint generated always as identity primary key,
                ticket_id bigint,
                since timestamptz not null
            );
            create index statistics_changes_ticket on statistics_changes (ticket_id) include (since);

            -- How far the chain of a stream's pages was looked through, and what it told.
            create table stream_proofs (
                run uuid primary key,
                stream text not null,
                seq bigint not null,
                rows bigint not null,
                broken_links bigint not null,
                requests bigint not null
            );
            create table stream_failures (
                run uuid not null,
                status integer not null,
                attempts bigint not null,
                primary key (run, status)
            );

            -- Of a ticket, one interval follows nothing, and every other one begins where the one before it ends: no gap, no overlap, no branch.
            create table ticket_intervals (
                ticket_id bigint not null,
                from_at timestamptz not null,
                to_at timestamptz check (to_at > from_at),
                follows timestamptz check (follows = from_at),
                status text not null,
                assignee_id bigint,
                ticket_created_at timestamptz,
                primary key (ticket_id, from_at),
                unique (ticket_id, to_at),
                foreign key (ticket_id, follows) references ticket_intervals (ticket_id, to_at)
            );
            create unique index ticket_intervals_one_first on ticket_intervals (ticket_id) where follows is null;
            -- The backlog of an hour: what was unsolved just before an instant.
            create index ticket_intervals_unsolved on ticket_intervals using spgist (tstzrange(from_at, to_at, '(]'))
                where status not in ('solved', 'closed', 'deleted');

            create table ticket_resolutions (
                ticket_id bigint not null,
                from_at timestamptz not null,
                to_at timestamptz check (to_at > from_at),
                resolved_at timestamptz not null,
                verdict smallint not null,
                assignee_id bigint,
                agent_ids bigint[] not null,
                seconds bigint[] not null,
                primary key (ticket_id, from_at)
            );
            create index ticket_resolutions_resolved on ticket_resolutions (resolved_at);

            create table statistics_hours (
                hour timestamptz not null check (extract(epoch from hour)::bigint % 3600 = 0),
                version integer not null check (version > 0),
                state text not null check (state in ('open', 'final', 'restated')),
                reason text,
                figures text,
                agents text,
                certificate text,
                difference text,
                opened_at timestamptz not null,
                published_at timestamptz,
                leased_until timestamptz,
                fence bigint not null default 0,
                primary key (hour, version),
                check ((state = 'open') = (figures is null)),
                check ((state = 'open') = (published_at is null))
            );
            create unique index statistics_hours_final on statistics_hours (hour) where state = 'final';
            create unique index statistics_hours_open on statistics_hours (hour) where state = 'open';

            create table agent_statistics (
                hour timestamptz not null,
                version integer not null,
                window_name text not null,
                agent_id bigint not null,
                resolutions bigint not null,
                billionths bigint not null,
                owned_seconds bigint not null,
                handling_count bigint not null,
                handling_sum bigint not null,
                handling_median bigint,
                handling_p90 bigint,
                rank integer,
                primary key (hour, version, window_name, agent_id),
                foreign key (hour, version) references statistics_hours (hour, version)
            );

            -- Zendesk's own opinion of a ticket, as of the version of the export that told it.
            create table ticket_metric_sets (
                ticket_id bigint primary key,
                version bigint not null,
                first_resolution_minutes bigint,
                full_resolution_minutes bigint,
                reopens bigint,
                replies bigint
            );
            create table statistics_discrepancies (
                hour timestamptz not null,
                version integer not null,
                ticket_id bigint not null,
                figure text not null,
                ours bigint,
                theirs bigint,
                cause text not null,
                primary key (hour, version, ticket_id, figure),
                foreign key (hour, version) references statistics_hours (hour, version)
            );

            -- Tickets whose events do not add up, so that their whole history is read.
            create table ticket_audit_reads (
                ticket_id bigint primary key,
                due_at timestamptz,
                reason text not null,
                read_at timestamptz
            );
            create index ticket_audit_reads_due on ticket_audit_reads (due_at) where due_at is not null;
            insert into sync_streams (name) values ('audits');

            -- Which tickets an hour must know of.
            create index tickets_updated on tickets (updated_at);
            """
        );
}
