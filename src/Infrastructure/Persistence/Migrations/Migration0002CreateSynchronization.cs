using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace TicketPlatform.Infrastructure.Persistence.Migrations;

/// <summary>Export streams with their page chains, the request budget, and the runs of jobs.</summary>
[DbContext(typeof(TicketPlatformDbContext))]
[Migration("0002_CreateSynchronization")]
internal sealed class Migration0002CreateSynchronization : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            create table sync_streams (
                name text primary key,
                state text not null default 'Backfilling',
                run uuid not null default '00000000-0000-0000-0000-000000000000',
                seq bigint not null default 0,
                cursor text,
                start_time bigint not null default 0,
                page_size integer not null default 1000,
                watermark timestamptz,
                newest_version bigint not null default 0,
                rows bigint not null default 0,
                completed_at timestamptz,
                last_succeeded_at timestamptz,
                failures integer not null default 0,
                last_error text,
                retry_at timestamptz,
                leased_until timestamptz,
                fence bigint not null default 0
            ) with (fillfactor = 50);
            insert into sync_streams (name) values
                ('tickets'), ('users'), ('requesters'), ('credentials'), ('tickets-overlap-5m'), ('tickets-overlap-2h'), ('tickets-overlap-2d');

            create table sync_pages (
                run uuid not null,
                seq bigint not null,
                stream text not null,
                cursor_in text,
                cursor_out text,
                start_time bigint not null,
                rows integer not null,
                end_of_stream boolean not null,
                sha256 text not null,
                attempts integer[] not null,
                zendesk_time timestamptz not null,
                stored_at timestamptz not null,
                primary key (run, seq)
            );
            create index sync_pages_stream on sync_pages (stream, stored_at);

            create table zendesk_request_budgets (
                bucket text primary key,
                blocked_until timestamptz
            );
            create table zendesk_requests (
                bucket text not null,
                lane smallint not null,
                sent_at timestamptz not null
            );
            create index zendesk_requests_window on zendesk_requests (bucket, sent_at);

            create table job_runs (
                id uuid primary key,
                job text not null,
                node text not null,
                started_at timestamptz not null,
                finished_at timestamptz not null,
                outcome text not null,
                error text,
                rows integer not null
            );
            create index job_runs_job on job_runs (job, started_at desc);
            """
        );
}
