using Microsoft.EntityFrameworkCore;
using TicketPlatform.Application.Jobs;
using TicketPlatform.Application.Statistics;
using TicketPlatform.Domain.Statistics;
using TicketPlatform.Integration.Tests.Synchronization;
using TicketPlatform.Testing;
using TicketPlatform.ZendeskSimulator.Account;
using TicketPlatform.ZendeskSimulator.Faults;

namespace TicketPlatform.Integration.Tests.Statistics;

public sealed class RecordingEvents : IAsyncLifetime
{
    private Mirror _mirror = null!;

    public async Task InitializeAsync() => _mirror = await Mirror.StartAsync(users: 30, tickets: 500);

    public async Task DisposeAsync() => await _mirror.DisposeAsync();

    [Fact]
    public async Task Every_status_assignee_and_comment_is_recorded_once()
    {
        await _mirror.SettleAsync();

        (await RecordAsync()).ShouldBeEmpty();
        (await _mirror.ChainBreaksAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_recorded_before_the_mirror_is_complete()
    {
        (await _mirror.RunAsync(budget => new SyncEvents(budget))).ShouldBeTrue();

        (await CountAsync("select count(*) from ticket_events")).ShouldBe(0);
        (await CountAsync("select count(*) from sync_pages where stream = 'events'")).ShouldBe(0);
    }

    [Fact]
    public async Task A_comment_that_an_integration_posts_is_recorded_as_its_authors()
    {
        await _mirror.SettleAsync();
        var (world, integration) = (_mirror.Zendesk.World, _mirror.Zendesk.World.Users[0].Id);
        var ticket = world.Tickets.First(ticket => ticket.Status == Names.Open);
        var requester = world.Users[ticket.Requester].Id;
        var comment = new TicketComment("It still happens.", Public: true) { AuthorId = requester };
        world.Apply(
            new UpdateTicket
            {
                TicketId = ticket.Id,
                ActorId = integration,
                Comment = comment,
            }
        );

        (await RecordAsync()).ShouldBeEmpty();
        var author = $"select actor_id from ticket_events where ticket_id = {ticket.Id} order by at desc, event_id desc limit 1";
        (await CountAsync(author)).ShouldBe(requester);
        await _mirror.Platform.ExecuteAsync($"delete from ticket_events where ticket_id = {ticket.Id}");
        await RequestAuditsAsync(ticket.Id);
        await _mirror.RunAsync(budget => new ReadAudits(budget));
        (await CountAsync(author)).ShouldBe(requester);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Failing_cut_off_and_repeated_answers_lose_and_double_nothing(int seed)
    {
        await _mirror.SettleAsync();
        _mirror.Zendesk.Faults = new FaultSettings
        {
            Seed = seed,
            ErrorRate = 0.3,
            ResetRate = 0.1,
            TruncateRate = 0.1,
            RepeatRate = 0.5,
        };

        (await RecordAsync()).ShouldBeEmpty($"seed {seed}");
        (await _mirror.ChainBreaksAsync()).ShouldBeEmpty($"seed {seed}");
    }

    [Fact]
    public async Task Several_changes_within_one_second_keep_their_order()
    {
        await _mirror.SettleAsync();
        await RecordAsync();
        var ticket = _mirror.Zendesk.World.Tickets.First(ticket => ticket.Status == Names.Open);
        var at = _mirror.Zendesk.Clock.Seconds;
        foreach (var status in (string[])["pending", "open", "solved"])
            _mirror.Zendesk.World.Apply(
                new UpdateTicket
                {
                    TicketId = ticket.Id,
                    Status = status,
                    At = at,
                }
            );

        (await RecordAsync()).ShouldBeEmpty();
        var recorded = await _mirror.Platform.LookAsync(db =>
            db.Database.SqlQuery<string>(
                    $"""
                    select new_value as "Value" from ticket_events
                    where ticket_id = {ticket.Id} and kind = 1 order by at, event_id, position
                    """
                )
                .ToListAsync()
        );
        recorded.TakeLast(3).ShouldBe(["pending", "open", "solved"]);
    }

    [Fact]
    public async Task A_row_that_became_visible_late_is_brought_by_the_overlap_and_counted()
    {
        await _mirror.SettleAsync();
        foreach (var ticket in _mirror.Zendesk.World.Tickets.Where(ticket => ticket.IsOpen).Take(3).ToList())
        {
            _mirror.Zendesk.World.Apply(new UpdateTicket { TicketId = ticket.Id, Status = "solved" });
            _mirror.Zendesk.Clock.Advance(TimeSpan.FromSeconds(10));
        }
        await RecordAsync();
        // What Zendesk shows late has no row here yet, although the cursor has passed it; the last second is asked for again anyway.
        var lost = await CountAsync(
            """
            with late as (
                delete from ticket_events
                where at < (select max(at) from ticket_events) and at > (select max(at) from ticket_events) - interval '4 minutes'
                returning 1)
            select count(*) from late
            """
        );
        lost.ShouldBeGreaterThan(0);

        _mirror.Zendesk.Clock.Advance(TimeSpan.FromMinutes(6));
        await _mirror.RunAsync(budget => new SyncEvents(budget));

        (await FactComparison.DifferencesAsync(_mirror.Platform.Database.ConnectionString, _mirror.Zendesk.World)).ShouldBeEmpty();
        (await CountAsync("select coalesce(sum(rows), 0)::bigint from late_rows where stream = 'events-overlap'")).ShouldBe(lost);
    }

    [Fact]
    public async Task A_row_that_became_visible_just_after_a_pass_is_brought_by_the_next_one()
    {
        await _mirror.SettleAsync();
        var (late, others) = (OpenTickets(1)[0], OpenTickets(12)[1..]);
        var said = _mirror.Zendesk.Clock.GetUtcNow().ToUnixTimeSeconds();
        Comment(late);
        foreach (var other in others.Take(5))
        {
            _mirror.Zendesk.Clock.Advance(TimeSpan.FromMinutes(1));
            Comment(other);
        }
        await RecordAsync();
        // The comment of the first ticket could not be seen yet in the pass that has just been made.
        (
            await CountAsync(
                $"with late as (delete from ticket_events where ticket_id = {late.Id} and at >= to_timestamp({said}) and kind = 3 returning 1) select count(*) from late"
            )
        ).ShouldBe(1);
        foreach (var other in others.Skip(5))
        {
            _mirror.Zendesk.Clock.Advance(TimeSpan.FromMinutes(1));
            Comment(other);
        }

        (await RecordAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_row_that_became_visible_late_before_the_first_pass_is_brought_by_it_however_late_that_is()
    {
        await _mirror.SettleAsync();
        await RecordAsync();
        var (late, others) = (OpenTickets(1)[0], OpenTickets(5)[1..]);
        Comment(late);
        foreach (var other in others)
        {
            _mirror.Zendesk.Clock.Advance(TimeSpan.FromHours(1));
            Comment(other);
        }
        await RecordAsync();
        // As if the comment had not been visible, and every pass since the beginning had failed.
        (
            await CountAsync(
                $"""
                with late as (
                    delete from ticket_events
                    where kind = 3 and ticket_id = {late.Id}
                        and at = (select max(at) from ticket_events where ticket_id = {late.Id})
                    returning 1), never as (
                    update sync_streams set run = '00000000-0000-0000-0000-000000000000', seq = 0, cursor = null, start_time = 0,
                        newest_version = 0, completed_at = null, walk_began_at = null, drained_since = null, last_succeeded_at = null
                    where name = 'events-overlap')
                select count(*) from late
                """
            )
        ).ShouldBe(1);

        (await RecordAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_history_longer_than_a_slice_is_read_on_where_the_slice_ended()
    {
        await _mirror.SettleAsync();
        var ticket = OpenTickets(1)[0];
        for (var comment = 0; comment < 250; comment++)
            Comment(ticket);
        await RecordAsync();
        await _mirror.Platform.ExecuteAsync($"delete from ticket_events where ticket_id = {ticket.Id}");
        await RequestAuditsAsync(ticket.Id);
        var asked = _mirror.Zendesk.Clock.GetUtcNow().AddSeconds(-1);

        var known = new List<long>();
        SliceOutcome outcome;
        do
        {
            outcome = await _mirror.Platform.SendAsync(new ReadAudits(new SliceBudget(new QuartersOfSlices())));
            known.Add(await CountAsync($"select count(distinct event_id) from ticket_events where ticket_id = {ticket.Id}"));
            _mirror.Zendesk.Clock.Advance(TimeSpan.FromMinutes(1));
        } while (outcome.MoreIsWaiting);

        known.Take(2).ShouldBe([100, 200]);
        known.Count.ShouldBe(3);
        (await FactComparison.DifferencesAsync(_mirror.Platform.Database.ConnectionString, _mirror.Zendesk.World)).ShouldBeEmpty();
        // What happens while it is read may not be among its pages.
        var readAt = (DateTime)
            (await _mirror.Platform.ScalarAsync($"select read_at from ticket_audit_reads where ticket_id = {ticket.Id}"))!;
        readAt.ShouldBeInRange(asked.UtcDateTime, asked.UtcDateTime.AddSeconds(50));
        (await CountAsync("select count(*) from ticket_audit_reads where due_at is not null or cursor is not null")).ShouldBe(0);
    }

    [Fact]
    public async Task A_ticket_that_cannot_be_read_lets_the_others_go_first()
    {
        await _mirror.SettleAsync();
        var (first, second) = (OpenTickets(2)[0], OpenTickets(2)[1]);
        await RequestAuditsAsync(first.Id);
        _mirror.Zendesk.Clock.Advance(TimeSpan.FromSeconds(1));
        await RequestAuditsAsync(second.Id);
        _mirror.Zendesk.Clock.Advance(TimeSpan.FromSeconds(1));
        _mirror.Zendesk.Faults = new FaultSettings { Down = true };

        (await _mirror.RunAsync(budget => new ReadAudits(budget))).ShouldBeFalse();

        var due = await _mirror.Platform.WithAsync<IAuditReads, IReadOnlyList<AuditReading>>(reads => reads.DueAsync(10, default));
        due.Select(reading => reading.TicketId).ShouldBe([second.Id, first.Id]);
    }

    private async Task RequestAuditsAsync(long ticket)
    {
        var now = _mirror.Zendesk.Clock.GetUtcNow();
        await _mirror.Platform.WithAsync<IAuditReads, int>(async reads =>
        {
            await reads.RequestAsync([new MissingFacts(ticket, now, now, "a test")], now, default);
            return 0;
        });
    }

    private List<Ticket> OpenTickets(int count) => [.. _mirror.Zendesk.World.Tickets.Where(ticket => ticket.IsOpen).Take(count)];

    private void Comment(Ticket ticket) =>
        _mirror.Zendesk.World.Apply(new UpdateTicket { TicketId = ticket.Id, Comment = new TicketComment("We are at it.", Public: true) });

    /// <summary>Follows the events to their end, whatever fails on the way; answers what then differs from the account.</summary>
    private async Task<IReadOnlyList<string>> RecordAsync()
    {
        for (var round = 0; round < 200; round++)
        {
            _mirror.Zendesk.Clock.Advance(TimeSpan.FromSeconds(70));
            if (await _mirror.RunAsync(budget => new SyncEvents(budget)))
                break;
        }
        return await FactComparison.DifferencesAsync(_mirror.Platform.Database.ConnectionString, _mirror.Zendesk.World);
    }

    private async Task<long> CountAsync(string sql) => (long)(await _mirror.Platform.ScalarAsync(sql))!;

    /// <summary>A clock by which every look at it takes a quarter of what a slice may take.</summary>
    private sealed class QuartersOfSlices : TimeProvider
    {
        private long _looks;

        public override long GetTimestamp() => _looks++ * (SliceBudget.Limit.Ticks / 4);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;
    }
}
