using System.Text;
using Microsoft.EntityFrameworkCore;
using TicketPlatform.Infrastructure.Reconciliation;
using TicketPlatform.Testing;

namespace TicketPlatform.Integration.Tests.Reconciliation;

/// <summary>The walk over the primary key, over more tickets and wider gaps than one stretch holds.</summary>
public sealed class WalkingIds : IAsyncLifetime
{
    private Platform _platform = null!;

    public async Task InitializeAsync()
    {
        _platform = await Platform.StartAsync();
        await _platform.ExecuteAsync(
            """
            insert into tickets (zendesk_id, requester_id, subject, description, status, created_at, updated_at, is_public, is_merged_away,
                version, source, observed_at, reread_due, fence)
            select id, 501, 'Help', '', 'open', now(), now(), true, false, 1, 2, now(), false, 1
            from generate_series(3, 80000) as id
            where id % 97 <> 0 and id not between 30000 and 55000 and id not between 19990 and 20010
            """
        );
    }

    public async Task DisposeAsync() => await _platform.DisposeAsync();

    [Fact]
    public async Task Stretches_find_every_missing_id_once_and_count_every_ticket_once()
    {
        var (after, stored, stretches) = (0L, 0L, 0);
        while (true)
        {
            var stretch = await _platform.LookAsync(db => new TicketGaps(db).NoteAsync(after, Observed.Noon, CancellationToken.None));
            (after, stored, stretches) = (stretch.End, stored + stretch.Stored, stretches + 1);
            if (stretch.IsLast)
                break;
        }

        stretches.ShouldBeInRange(4, 12);
        after.ShouldBe(80_000);
        stored.ShouldBe((long)(await _platform.ScalarAsync("select count(*) from tickets"))!);
        (
            await _platform.ScalarAsync(
                """
                select count(*) from (
                    (select id from generate_series(1, 80000) as id except select zendesk_id from tickets) except all select zendesk_id from ticket_gaps
                    union all
                    (select zendesk_id from ticket_gaps except all (select id from generate_series(1, 80000) as id except select zendesk_id from tickets))
                ) difference
                """
            )
        ).ShouldBe(0L);
    }

    [Fact]
    public async Task A_gap_of_a_billion_ids_is_taken_in_pieces()
    {
        await _platform.ExecuteAsync("update tickets set zendesk_id = 1000000000 where zendesk_id = 80000");

        var stretch = await _platform.LookAsync(db => new TicketGaps(db).NoteAsync(79_999, Observed.Noon, CancellationToken.None));

        (stretch.End, stretch.IsLast, stretch.Stored).ShouldBe((89_999, false, 0));
    }

    [Fact]
    public async Task The_walk_reads_the_primary_key_alone()
    {
        await _platform.ExecuteAsync("vacuum analyze tickets");

        var plan = await _platform.LookAsync(async db =>
        {
            await db.Database.OpenConnectionAsync();
            await using var explain = db.Command(
                $"explain {TicketGaps.Note}",
                0L,
                TicketGaps.StretchOfTickets,
                TicketGaps.MostNoted,
                Observed.Noon
            );
            await using var lines = await explain.ExecuteReaderAsync();
            var text = new StringBuilder();
            while (await lines.ReadAsync())
                text.AppendLine(lines.GetString(0));
            return text.ToString();
        });

        plan.ShouldContain("Index Only Scan using tickets_pkey on tickets");
        plan.ShouldNotContain("Seq Scan on tickets");
    }
}
