using TicketPlatform.Application.Telemetry;
using TicketPlatform.Application.Tickets;
using TicketPlatform.Domain.Tickets;
using TicketPlatform.Infrastructure.Telemetry;
using TicketPlatform.Testing;

namespace TicketPlatform.Integration.Tests.Telemetry;

/// <summary>The clock stands two minutes past the last update of a ticket.</summary>
public sealed class MeasuringFreshness : IAsyncLifetime
{
    private readonly AdjustableTime _time = new(Observed.Noon.AddMinutes(2));
    private Platform _platform = null!;
    private RecordedMetrics _metrics = null!;

    public async Task InitializeAsync()
    {
        _platform = await Platform.StartAsync(time: _time);
        _metrics = RecordedMetrics.Of(_platform);
    }

    public async Task DisposeAsync()
    {
        _metrics.Dispose();
        await _platform.DisposeAsync();
    }

    [Fact]
    public async Task News_are_measured_by_their_source()
    {
        await ApplyAsync(Observed.Webhook(41), Observed.Export(42), Observed.Reread(43));

        _metrics
            .Taken()
            .ShouldBe(
                [
                    "ticketplatform.observation.lag 120 s [source, webhook]",
                    "ticketplatform.observation.lag 120 s [source, export]",
                    "ticketplatform.observation.lag 120 s [source, reread]",
                ],
                ignoreOrder: true
            );
    }

    [Fact]
    public async Task What_the_mirror_shows_already_is_no_news()
    {
        await ApplyAsync(Observed.Webhook(41));
        _metrics.Taken();

        await ApplyAsync(Observed.Export(41, version: Observed.Noon.ToUnixTimeSeconds() + 1));
        await ApplyAsync(Observed.Export(41, version: Observed.Noon.ToUnixTimeSeconds() + 1));
        await ApplyAsync(Observed.Webhook(41, Observed.Printer with { UpdatedAt = Observed.Noon.AddHours(-1), Priority = "low" }));

        _metrics.Taken().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_changed_ticket_is_measured_from_its_change()
    {
        await ApplyAsync(Observed.Export(41));
        _metrics.Taken();

        await ApplyAsync(
            Observed.Webhook(41, Observed.Printer with { Status = TicketStatus.Solved, UpdatedAt = Observed.Noon.AddSeconds(100) })
        );

        _metrics.Taken().ShouldBe(["ticketplatform.observation.lag 20 s [source, webhook]"]);
    }

    [Fact]
    public async Task System_updates_and_the_first_synchronisation_are_not_measured()
    {
        await ApplyAsync(Observed.Export(41, version: Observed.Noon.AddDays(30).ToUnixTimeSeconds()));
        await _platform.SendAsync(new ApplyTicketObservations([Observed.Export(42)], FillsMirror: true));

        _metrics.Taken().ShouldBeEmpty();
    }

    [Fact]
    public void Webhooks_are_measured_by_the_verbs_of_their_worker()
    {
        var metrics = _platform.Service<FreshnessMetrics>();

        metrics.WebhookVisible(TimeSpan.FromSeconds(2));
        metrics.WebhookRefused("signature");

        _metrics.Taken().ShouldBe(["ticketplatform.webhook.visible 2 s", "ticketplatform.webhook.refused 1 {request} [reason, signature]"]);
    }

    [Fact]
    public async Task Gauges_show_the_lag_of_exports_and_the_depth_of_the_inbox_and_fall_silent_when_nobody_reads_them()
    {
        _metrics.Gauges().ShouldBeEmpty();
        await _platform.ExecuteAsync(
            $"""
            update sync_streams set watermark = timestamptz '{_time.GetUtcNow().AddSeconds(
                -70
            ):O}' where name in ('tickets', 'tickets-overlap-2d');
            insert into webhook_inbox (event_id, type, body, received_at, due_at) values ('a', 'ticket', '', now(), now())
            """
        );
        await _platform.Service<GaugeReadings>().ReadAsync(CancellationToken.None);

        _time.Advance(TimeSpan.FromSeconds(10));
        _metrics.Gauges().ShouldBe(["ticketplatform.stream.lag 80 s [stream, tickets]", "ticketplatform.inbox.depth 1 {event}"]);

        _time.Advance(TimeSpan.FromSeconds(51));
        _metrics.Gauges().ShouldBeEmpty();
    }

    [Fact]
    public async Task Figures_are_read_while_somebody_follows_them()
    {
        var readings = _platform.Service<GaugeReadings>();
        await readings.StartAsync(CancellationToken.None);

        await WaitAsync(() =>
        {
            _time.Advance(TimeSpan.FromSeconds(15));
            return _metrics.Gauges().Contains("ticketplatform.inbox.depth 0 {event}");
        });

        await readings.StopAsync(CancellationToken.None);
    }

    private static async Task WaitAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition())
            await Task.Delay(10, patience.Token);
    }

    private Task<TicketsApplied> ApplyAsync(params TicketObservation[] seen) => _platform.SendAsync(new ApplyTicketObservations(seen));
}
