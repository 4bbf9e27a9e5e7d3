using TicketPlatform.Application.Synchronization;
using TicketPlatform.Application.Zendesk;
using TicketPlatform.Domain.Synchronization;

namespace TicketPlatform.Application.Tests.Synchronization;

public sealed class FailingRequests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Repeated_trouble_pauses_longer_and_never_longer_than_half_a_minute()
    {
        var stream = Walking();
        var pauses = new List<double>();
        for (var slice = 0; slice < 8; slice++)
        {
            StreamFailure.Note(stream, new ZendeskException(ZendeskFault.Unavailable, "503"), Noon);
            pauses.Add((stream.RetryAt!.Value - Noon).TotalSeconds);
        }

        pauses.ShouldBe([0, 1, 3, 7, 15, 30, 30, 30]);
    }

    [Fact]
    public void A_wait_that_was_asked_for_is_kept()
    {
        var stream = Walking();

        StreamFailure.Note(stream, new ZendeskException(ZendeskFault.RateLimited, "429") { RetryAfter = TimeSpan.FromSeconds(42) }, Noon);

        stream.RetryAt.ShouldBe(Noon.AddSeconds(42));
    }

    [Fact]
    public void A_time_out_halves_the_next_page()
    {
        var stream = Walking();

        StreamFailure.Note(stream, new ZendeskException(ZendeskFault.TimedOut, "504"), Noon);

        stream.PageSize.ShouldBe(SyncStream.LargestPage / 2);
    }

    [Fact]
    public void A_refused_caller_stops_the_stream()
    {
        var stream = Walking();

        StreamFailure.Note(stream, new ZendeskException(ZendeskFault.Refused, "401"), Noon);

        stream.State.ShouldBe(StreamState.Stopped);
    }

    [Fact]
    public void A_refused_cursor_begins_a_new_run_before_everything_it_may_have_missed()
    {
        var stream = Walking();
        var run = stream.Run;

        StreamFailure.Note(stream, new ZendeskException(ZendeskFault.Rejected, "400"), Noon);

        stream.Run.ShouldNotBe(run);
        stream.Position.ShouldBe(new ExportPosition(null, 10_000 - OverlapPass.Shortest));
    }

    [Fact]
    public void Any_other_failure_asks_the_same_question_again()
    {
        var stream = Walking();
        var position = stream.Position;

        StreamFailure.Note(stream, new ZendeskException(ZendeskFault.BrokenAnswer, "cut off"), Noon);

        stream.Position.ShouldBe(position);
    }

    private static SyncStream Walking()
    {
        var stream = new SyncStream("tickets");
        stream.Begin(Guid.NewGuid(), 0);
        stream.Advance(new PageReceipt("cursor", EndOfStream: false, 1_000, 10_000, Noon, "00", [200]), Noon);
        return stream;
    }
}
