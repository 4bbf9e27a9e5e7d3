using TicketPlatform.Application.Operations;
using TicketPlatform.Domain.Synchronization;

namespace TicketPlatform.Application.Tests.Operations;

public sealed class TellingHealth
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_first_synchronisation_holds_readiness_back_while_it_progresses() =>
        StreamHealth
            .Of(Filling(failures: 0), Noon)
            .ShouldBe(new HealthEntry("tickets", HealthState.Unhealthy, "First synchronisation: 1,000 rows so far."));

    [Fact]
    public void The_first_synchronisation_of_the_events_holds_nothing_back() =>
        StreamHealth
            .Of(Filling(failures: 0, "events"), Noon)
            .ShouldBe(new HealthEntry("events", HealthState.Degraded, "First synchronisation: 1,000 rows so far."));

    [Fact]
    public void One_failed_slice_is_weather() => StreamHealth.Of(Filling(failures: 1), Noon).State.ShouldBe(HealthState.Unhealthy);

    [Fact]
    public void A_Zendesk_that_stays_away_does_not_hold_readiness_back()
    {
        var health = StreamHealth.Of(Filling(failures: 2), Noon);

        health.ShouldBe(new HealthEntry("tickets", HealthState.Degraded, "The first synchronisation is held up: 503"));
    }

    [Theory]
    [InlineData(62, HealthState.Healthy)]
    [InlineData(91, HealthState.Degraded)]
    public void A_stream_is_degraded_once_it_is_older_than_promised(int age, HealthState state) =>
        StreamHealth.Of(Followed(), Noon.AddSeconds(age - 60)).State.ShouldBe(state);

    [Fact]
    public void Refused_credentials_are_told_at_once_whatever_the_age()
    {
        var stream = Followed();
        stream.Stop("Zendesk refuses: check Zendesk__ApiToken.", Noon);

        StreamHealth
            .Of(stream, Noon)
            .ShouldBe(new HealthEntry("tickets", HealthState.Degraded, "Stopped: Zendesk refuses: check Zendesk__ApiToken."));
    }

    private static SyncStream Filling(int failures, string name = "tickets")
    {
        var stream = new SyncStream(name);
        stream.Advance(new PageReceipt("a", EndOfStream: false, 1_000, 1, Noon, "00", [200]), Noon);
        for (var failure = 0; failure < failures; failure++)
            stream.Fail("503", Noon, TimeSpan.Zero);
        return stream;
    }

    private static SyncStream Followed()
    {
        var stream = new SyncStream("tickets");
        stream.Advance(new PageReceipt("a", EndOfStream: true, 10, 1, Noon, "00", [200]), Noon);
        return stream;
    }
}
