using TicketPlatform.Application.Operations;
using TicketPlatform.Domain.Synchronization;

namespace TicketPlatform.Application.Tests.Operations;

public sealed class TellingStreams
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_stream_that_never_did_anything_waits() =>
        StreamStatuses
            .Of(new SyncStream("tickets"), Noon)
            .ShouldBe(new StreamStatus("tickets", "waiting", null, null, null, 0, null, null, 0));

    [Fact]
    public void A_stream_at_its_end_is_live_and_as_old_as_its_watermark()
    {
        var stream = new SyncStream("tickets");
        stream.Advance(new PageReceipt("a", EndOfStream: true, 10, 1, Noon, "00", [200]), Noon);

        StreamStatuses
            .Of(stream, Noon.AddSeconds(2.34))
            .ShouldBe(new StreamStatus("tickets", "live", Noon.AddSeconds(-60), 62.3, Noon, 0, null, null, 10));
    }

    [Fact]
    public void Trouble_is_told_with_the_time_of_the_next_attempt()
    {
        var stream = new SyncStream("users");
        stream.Fail("Zendesk answered 503.", Noon, TimeSpan.FromSeconds(30));

        StreamStatuses
            .Of(stream, Noon)
            .ShouldBe(new StreamStatus("users", "backfilling", null, null, null, 1, "Zendesk answered 503.", Noon.AddSeconds(30), 0));
        StreamStatuses.Of(stream, Noon.AddSeconds(31)).RetryAt.ShouldBeNull();
    }

    [Fact]
    public void What_is_pushed_has_no_watermark()
    {
        var stream = new SyncStream("webhooks");
        stream.CatchUp(Noon);

        var status = StreamStatuses.Of(stream, Noon.AddHours(1));

        (status.State, status.Watermark, status.LagSeconds, status.LastSucceededAt).ShouldBe(("live", null, null, Noon));
    }
}
