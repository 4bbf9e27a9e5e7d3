using TicketPlatform.Domain.Synchronization;

namespace TicketPlatform.Domain.Tests.Synchronization;

public sealed class WalkingStreams
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    [Fact]
    public void Every_page_begins_where_the_one_before_it_ended()
    {
        var stream = Begun();

        SyncPage[] pages = [stream.Advance(Page("a"), Noon), stream.Advance(Page("b"), Noon), stream.Advance(Page("c", end: true), Noon)];

        pages.Select(page => page.Sequence).ShouldBe([1, 2, 3]);
        pages.Select(page => page.CursorIn).ShouldBe([null, "a", "b"]);
        pages.Select(page => page.CursorOut).ShouldBe(["a", "b", "c"]);
    }

    [Fact]
    public void Requests_that_brought_nothing_belong_to_the_page_they_were_made_for()
    {
        var stream = Begun();
        stream.Miss([500, 0]);
        stream.Miss([503]);

        SyncPage[] pages = [stream.Advance(Page("a"), Noon), stream.Advance(Page("b"), Noon)];

        pages[0].Attempts.ShouldBe([500, 0, 503, .. Page("a").Attempts]);
        pages[1].Attempts.ShouldBe(Page("b").Attempts);
    }

    [Fact]
    public void An_empty_first_page_without_a_cursor_keeps_the_start_time()
    {
        var stream = Begun();

        stream.Advance(Page(null, end: true), Noon);

        stream.Position.ShouldBe(new ExportPosition(null, 100));
    }

    [Fact]
    public void Only_the_end_of_the_stream_moves_the_watermark_and_only_to_before_the_blind_minute()
    {
        var stream = Begun();

        stream.Advance(Page("a"), Noon);
        stream.Watermark.ShouldBeNull();
        stream.Advance(Page("b", end: true), Noon);

        stream.Watermark.ShouldBe(Noon.AddSeconds(-60));
        stream.State.ShouldBe(StreamState.Live);
    }

    [Fact]
    public void A_leased_stream_is_nobody_elses_until_the_lease_ends()
    {
        var stream = Begun();

        stream.TryLease(Noon, Lease).ShouldBeTrue();
        stream.TryLease(Noon.AddSeconds(9), Lease).ShouldBeFalse();
        stream.TryLease(Noon.AddSeconds(10), Lease).ShouldBeTrue();
        stream.Fence.ShouldBe(2);
    }

    [Fact]
    public void A_slice_that_never_ended_leaves_smaller_pages_to_the_next()
    {
        var stream = Begun();
        stream.TryLease(Noon, Lease);

        stream.TryLease(Noon.AddSeconds(10), Lease);

        stream.PageSize.ShouldBe(SyncStream.LargestPage / 2);
    }

    [Fact]
    public void A_failure_keeps_the_cursor_and_pauses()
    {
        var stream = Begun();
        stream.Advance(Page("a"), Noon);

        stream.Fail("503", Noon, TimeSpan.FromSeconds(5));

        stream.Cursor.ShouldBe("a");
        stream.TryLease(Noon.AddSeconds(4), Lease).ShouldBeFalse();
        stream.TryLease(Noon.AddSeconds(5), Lease).ShouldBeTrue();
    }

    [Fact]
    public void A_stopped_stream_goes_on_where_it_was_once_it_is_answered_again()
    {
        var stream = Begun();
        stream.Stop("401", Noon);
        stream.State.ShouldBe(StreamState.Stopped);

        stream.Advance(Page("a"), Noon.AddMinutes(1));

        (stream.State, stream.Failures, stream.LastError).ShouldBe((StreamState.Backfilling, 0, null));
    }

    [Fact]
    public void Pages_shrink_after_time_outs_and_grow_back()
    {
        var stream = Begun();
        for (var i = 0; i < 10; i++)
            stream.ShrinkPages();
        stream.PageSize.ShouldBe(SyncStream.SmallestPage);

        for (var i = 0; i < 10; i++)
            stream.Advance(Page($"{i}"), Noon);
        stream.PageSize.ShouldBe(SyncStream.LargestPage);
    }

    private static SyncStream Begun()
    {
        var stream = new SyncStream("tickets");
        stream.Begin(Guid.NewGuid(), 100);
        return stream;
    }

    private static PageReceipt Page(string? cursor, bool end = false) => new(cursor, end, 3, 200, Noon, "00", [200]);
}
