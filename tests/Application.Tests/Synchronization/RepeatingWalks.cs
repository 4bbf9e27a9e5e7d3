using TicketPlatform.Application.Synchronization;
using TicketPlatform.Application.Zendesk;
using TicketPlatform.Domain.Synchronization;

namespace TicketPlatform.Application.Tests.Synchronization;

/// <summary>What an overlap pass must begin with, so that a row that becomes visible late is never passed over.</summary>
public sealed class RepeatingWalks
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 30, 12, 0, 0, TimeSpan.Zero);
    private static readonly OverlapPass Pass = new(StreamNames.OverlapOfEvents, TimeSpan.FromMinutes(5), OverlapPass.Shortest);

    [Fact]
    public void The_first_pass_begins_with_what_came_late_when_the_stream_was_first_read_however_long_ago_that_was()
    {
        var followed = Followed();
        var pass = new SyncStream(Pass.Stream);

        Pass.IsDue(pass, followed, Noon.AddHours(5)).ShouldBeTrue();

        pass.Position.ShouldBe(new ExportPosition(null, Late(Noon)));
    }

    [Fact]
    public void A_pass_begins_with_what_came_late_when_the_one_before_began_however_long_that_took()
    {
        var followed = Followed();
        var pass = new SyncStream(Pass.Stream);
        Pass.IsDue(pass, followed, Noon).ShouldBeTrue();
        pass.Advance(Page(Noon.AddMinutes(1), endOfStream: false), Noon.AddMinutes(1));
        Pass.IsDue(pass, followed, Noon.AddHours(3)).ShouldBeTrue();
        pass.Advance(Page(Noon.AddHours(3), endOfStream: true), Noon.AddHours(3));

        Pass.IsDue(pass, followed, Noon.AddHours(4)).ShouldBeTrue();

        pass.Position.ShouldBe(new ExportPosition(null, Late(Noon.AddMinutes(1))));
    }

    [Fact]
    public void A_pass_whose_cursor_is_refused_begins_anew()
    {
        var followed = Followed();
        var pass = new SyncStream(Pass.Stream);
        Pass.IsDue(pass, followed, Noon).ShouldBeTrue();
        var start = pass.StartTime;
        pass.Advance(Page(Noon.AddMinutes(30), endOfStream: false), Noon.AddMinutes(30));

        StreamFailure.Note(pass, new ZendeskException(ZendeskFault.Rejected, "400"), Noon.AddMinutes(31));

        pass.Position.ShouldBe(new ExportPosition(null, start - OverlapPass.Shortest));
    }

    [Fact]
    public void A_pass_rests_until_the_next_is_due()
    {
        var followed = Followed();
        var pass = new SyncStream(Pass.Stream);
        Pass.IsDue(pass, followed, Noon).ShouldBeTrue();
        pass.Advance(Page(Noon, endOfStream: true), Noon);

        Pass.IsDue(pass, followed, Noon + Pass.Every - TimeSpan.FromSeconds(1)).ShouldBeFalse();
        Pass.IsDue(pass, followed, Noon + Pass.Every).ShouldBeTrue();
    }

    private static long Late(DateTimeOffset seen) => seen.ToUnixTimeSeconds() - Pass.Depth;

    // First read at noon, and read to its end again and again since then.
    private static SyncStream Followed()
    {
        var stream = new SyncStream(StreamNames.Events);
        stream.Begin(Guid.NewGuid(), 0);
        for (var hour = 0; hour < 4; hour++)
            stream.Advance(Page(Noon.AddHours(hour), endOfStream: true), Noon.AddHours(hour));
        return stream;
    }

    private static PageReceipt Page(DateTimeOffset at, bool endOfStream) =>
        new("cursor", endOfStream, Rows: 10, at.ToUnixTimeSeconds() - 60, at, "00", [200]);
}
