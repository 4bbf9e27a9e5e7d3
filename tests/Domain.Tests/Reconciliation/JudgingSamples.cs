using TicketPlatform.Domain.Reconciliation;
using TicketPlatform.Domain.Tickets;

namespace TicketPlatform.Domain.Tests.Reconciliation;

public sealed class JudgingSamples
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Watermark = Noon.AddMinutes(10);

    private static readonly TicketContent Printer = new(
        501,
        "Help",
        "Fire",
        TicketStatus.Open,
        null,
        "high",
        901,
        801,
        Noon.AddHours(-4),
        Noon,
        null,
        null,
        IsPublic: true,
        IsMergedAway: false
    );

    private static readonly TicketSample First = new(Noon, 42, ReadAt: null);
    private static readonly TicketSample Second = First with { ReadAt = Watermark.AddMinutes(-2) };

    public static TheoryData<string, TicketContent> Changes =>
        new()
        {
            { "requester_id", Printer with { RequesterId = 502 } },
            { "subject", Printer with { Subject = "" } },
            { "description", Printer with { Description = "X" } },
            { "status", Printer with { Status = TicketStatus.Solved } },
            { "custom_status_id", Printer with { CustomStatusId = 7 } },
            { "priority", Printer with { Priority = null } },
            { "assignee_id", Printer with { AssigneeId = null } },
            { "group_id", Printer with { GroupId = 802 } },
            { "created_at", Printer with { CreatedAt = Noon } },
            { "updated_at", Printer with { UpdatedAt = Noon.AddSeconds(-1) } },
            { "is_public", Printer with { IsPublic = false } },
            { "is_merged_away", Printer with { IsMergedAway = true } },
        };

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_difference_that_stays_is_an_error_named_by_its_column(string column, TicketContent mirrored)
    {
        First.Compare(Mirrored(mirrored), Read(Printer), false, Watermark).Verdict.ShouldBe(SampleVerdict.Open);

        var finding = Second.Compare(Mirrored(mirrored), Read(Printer), false, Watermark);
        finding.Verdict.ShouldBe(SampleVerdict.Differs);
        finding.Columns.ShouldBe([column]);
    }

    [Fact]
    public void Every_column_is_compared_but_the_two_that_not_every_source_tells() =>
        Changes.Count.ShouldBe(typeof(TicketContent).GetProperties().Length - 2);

    [Theory]
    [InlineData(null, 5, SampleVerdict.Same)]
    [InlineData(5, null, SampleVerdict.Same)]
    [InlineData(5, 5, SampleVerdict.Same)]
    [InlineData(5, 6, SampleVerdict.Differs)]
    public void Times_of_metric_sets_are_compared_where_both_sides_tell_them(int? mirrored, int? read, SampleVerdict verdict)
    {
        var (left, right) = (Noon.AddSeconds(mirrored ?? 0), Noon.AddSeconds(read ?? 0));
        Second
            .Compare(
                Mirrored(Printer with { StatusChangedAt = mirrored is null ? null : left }),
                Read(Printer with { StatusChangedAt = read is null ? null : right }),
                false,
                Watermark
            )
            .Verdict.ShouldBe(verdict);
        Second
            .Compare(
                Mirrored(Printer with { SolvedAt = mirrored is null ? null : left }),
                Read(Printer with { SolvedAt = read is null ? null : right }),
                false,
                Watermark
            )
            .Verdict.ShouldBe(verdict);
    }

    [Fact]
    public void Equal_tickets_need_no_second_look() =>
        First.Compare(Mirrored(Printer), Read(Printer), false, Watermark).Verdict.ShouldBe(SampleVerdict.Same);

    [Fact]
    public void Texts_that_were_erased_on_purpose_are_not_missed() =>
        First
            .Compare(Mirrored(Printer with { Subject = "", Description = "" }), Read(Printer), textsErased: true, Watermark)
            .Verdict.ShouldBe(SampleVerdict.Same);

    [Fact]
    public void What_the_export_may_still_bring_is_no_error() =>
        Second
            .Compare(Mirrored(Printer), Read(Printer with { Status = TicketStatus.Solved, UpdatedAt = Watermark }), false, Watermark)
            .Verdict.ShouldBe(SampleVerdict.Open);

    [Fact]
    public void What_changed_in_the_mirror_since_the_first_look_gets_another_one() =>
        Second
            .Compare(Mirrored(Printer with { Priority = "low" }, seen: Second.ReadAt!.Value.AddSeconds(1)), Read(Printer), false, Watermark)
            .Verdict.ShouldBe(SampleVerdict.Open);

    [Fact]
    public void A_second_look_before_the_export_had_its_say_is_a_first_one() =>
        (First with { ReadAt = Watermark })
            .Compare(Mirrored(Printer with { Priority = "low" }), Read(Printer), false, Watermark)
            .Verdict.ShouldBe(SampleVerdict.Open);

    [Fact]
    public void A_ticket_that_Zendesk_gives_no_more_is_gone_where_the_mirror_says_so_and_an_error_where_it_does_not()
    {
        var deleted = Printer with { Status = TicketStatus.Deleted };
        First.Compare(Mirrored(deleted), null, false, Watermark).Verdict.ShouldBe(SampleVerdict.Gone);

        First.Compare(Mirrored(Printer), null, false, Watermark).Verdict.ShouldBe(SampleVerdict.Open);
        var finding = Second.Compare(Mirrored(Printer), null, false, Watermark);
        finding.Verdict.ShouldBe(SampleVerdict.Differs);
        finding.Columns.ShouldBe([TicketSample.Existence]);
    }

    private static Ticket Mirrored(TicketContent content, DateTimeOffset? seen = null) =>
        Ticket.Stored(
            new TicketObservation(42, content, Noon.ToUnixTimeSeconds() + 2, ObservationSource.Export, seen ?? Noon.AddSeconds(90)),
            rereadDue: false,
            fence: 1
        );

    private static TicketObservation Read(TicketContent content) =>
        new(42, content, content.UpdatedAt.ToUnixTimeSeconds(), ObservationSource.Reread, Watermark.AddMinutes(1));
}
