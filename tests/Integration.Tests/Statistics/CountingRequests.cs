using System.Text.Json;
using TicketPlatform.Application.Statistics;
using TicketPlatform.Integration.Tests.Synchronization;
using TicketPlatform.ZendeskSimulator.Account;
using TicketPlatform.ZendeskSimulator.Faults;

namespace TicketPlatform.Integration.Tests.Statistics;

public sealed class CountingRequests : IAsyncLifetime
{
    private Mirror _mirror = null!;

    public async Task InitializeAsync() => _mirror = await Mirror.StartAsync(users: 10, tickets: 0);

    public async Task DisposeAsync() => await _mirror.DisposeAsync();

    [Fact]
    public async Task A_certificate_tells_of_every_request_also_of_slices_that_brought_no_page()
    {
        _mirror.Zendesk.World.Apply(new CreateTicket { RequesterEmail = "ada@customer.test" });
        await _mirror.PublishAsync();
        foreach (
            var faults in (FaultSettings[])
                [new() { ErrorRate = 1 }, new() { TruncateRate = 1 }, new() { ResetRate = 1 }, new() { GarbleRate = 1 }]
        )
        {
            _mirror.Zendesk.Faults = faults;
            _mirror.Zendesk.Clock.Advance(TimeSpan.FromSeconds(70));
            (await _mirror.RunAsync(budget => new SyncEvents(budget))).ShouldBeFalse();
        }
        _mirror.Zendesk.Faults = new FaultSettings();
        _mirror.Zendesk.Clock.Advance(TimeSpan.FromHours(1));
        await _mirror.PublishAsync();

        var asked = _mirror.Zendesk.Log.Count(request => request.Path.Contains("/incremental/ticket_events", StringComparison.Ordinal));
        (await CountAsync("select sum(cardinality(attempts)) from sync_pages where stream in ('events', 'events-overlap')")).ShouldBe(
            asked
        );

        var events = await EventsOfLastCertificateAsync();
        var (pages, requests) = (events.GetProperty("pages").GetInt64(), events.GetProperty("requests").GetInt64());
        var failures = events
            .GetProperty("failures")
            .EnumerateObject()
            .ToDictionary(status => status.Name, status => status.Value.GetInt64());
        requests.ShouldBe(pages + failures.Values.Sum());
        requests.ShouldBe(
            await CountAsync(
                $"select sum(cardinality(attempts)) from sync_pages where run = '{events.GetProperty("run")}' and seq <= {pages}"
            )
        );
        failures.Keys.ShouldContain("0");
        failures.Keys.ShouldContain("200");
        failures.Keys.ShouldContain(status => status.StartsWith('5'));
    }

    private async Task<JsonElement> EventsOfLastCertificateAsync()
    {
        var certificate = await _mirror.Platform.ScalarAsync(
            "select certificate from statistics_hours where state = 'final' order by hour desc limit 1"
        );
        using var parsed = JsonDocument.Parse((string)certificate!);
        return parsed
            .RootElement.GetProperty("streams")
            .EnumerateArray()
            .Single(stream => stream.GetProperty("stream").GetString() == "events")
            .Clone();
    }

    private async Task<long> CountAsync(string sql) => (long)(await _mirror.Platform.ScalarAsync(sql))!;
}
