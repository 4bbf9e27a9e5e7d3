using TicketPlatform.Application.Statistics;
using TicketPlatform.Integration.Tests.Synchronization;
using TicketPlatform.Testing;
using TicketPlatform.ZendeskSimulator.Account;

namespace TicketPlatform.Integration.Tests.Statistics;

/// <summary>Events that the export never shows, in hours that are not published yet.</summary>
public sealed class WaitingForHistories : IAsyncLifetime
{
    private Mirror _mirror = null!;

    public async Task InitializeAsync() => _mirror = await PublishedAccount.StartAsync(days: 1);

    public async Task DisposeAsync() => await _mirror.DisposeAsync();

    [Fact]
    public async Task An_hour_that_lacks_an_event_waits_until_the_history_of_its_ticket_was_read()
    {
        var ticket = OpenTicket();
        var solvedAt = Change(ticket, "solved");
        _mirror.Zendesk.Clock.Advance(TimeSpan.FromMinutes(1));
        Change(ticket, "open");
        await LoseAsync(ticket, solvedAt);

        (await WaitingAsync()).ShouldNotBeNull().ShouldContain($"ticket {ticket.Id} does not follow");
        await _mirror.PublishAsync();

        (await _mirror.Platform.ScalarAsync("select max(version) from statistics_hours")).ShouldBe(1);
        (await DifferencesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_hour_waits_for_what_an_event_after_it_contradicts()
    {
        var ticket = OpenTicket();
        var solvedAt = Change(ticket, "solved");
        _mirror.Zendesk.Clock.Advance(TimeSpan.FromHours(1));
        Change(ticket, "open");
        await LoseAsync(ticket, solvedAt);

        (await WaitingAsync()).ShouldNotBeNull().ShouldContain($"ticket {ticket.Id} does not follow");
        await _mirror.PublishAsync();

        (await _mirror.Platform.ScalarAsync("select max(version) from statistics_hours")).ShouldBe(1);
        (await DifferencesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_hour_whose_missing_event_is_gone_with_its_ticket_is_published_amber()
    {
        var ticket = OpenTicket();
        var solvedAt = Change(ticket, "solved");
        _mirror.Zendesk.Clock.Advance(TimeSpan.FromMinutes(1));
        Change(ticket, "open");
        _mirror.Zendesk.Clock.Advance(TimeSpan.FromHours(1));
        _mirror.Zendesk.World.Apply(new DeleteTicket(ticket.Id));
        await LoseAsync(ticket, solvedAt);

        await _mirror.PublishAsync();

        (await CertifiedAsync(solvedAt, "historiesGone")).ShouldBe(("amber", "1"));
    }

    [Fact]
    public async Task An_hour_waits_for_the_history_of_a_ticket_of_which_Zendesk_counts_more_comments()
    {
        var world = _mirror.Zendesk.World;
        var ticket = world.Tickets.First(ticket => ticket.IsOpen && ticket.Assignee != Names.None);
        var (said, agent) = (_mirror.Zendesk.Clock.Seconds, world.Users[ticket.Assignee].Id);
        world.Apply(Comment("We are at it."));
        _mirror.Zendesk.Clock.Advance(TimeSpan.FromMinutes(1));
        world.Apply(Comment("Solved by tomorrow."));
        _mirror.Zendesk.Clock.Advance(TimeSpan.FromHours(1));
        await LoseAsync(ticket, said);

        (await WaitingAsync()).ShouldNotBeNull().ShouldContain($"replies of ticket {ticket.Id}");
        await _mirror.PublishAsync();

        (await DifferencesAsync()).ShouldBeEmpty();
        (await CertifiedAsync(said, "historiesRead")).ShouldBe(("green", "1"));

        UpdateTicket Comment(string text) =>
            new()
            {
                TicketId = ticket.Id,
                ActorId = agent,
                Comment = new TicketComment(text, Public: true),
            };
    }

    private Ticket OpenTicket() => _mirror.Zendesk.World.Tickets.First(ticket => ticket.IsOpen);

    /// <summary>Answers when (Unix seconds).</summary>
    private uint Change(Ticket ticket, string status)
    {
        _mirror.Zendesk.World.Apply(new UpdateTicket { TicketId = ticket.Id, Status = status });
        return _mirror.Zendesk.Clock.Seconds;
    }

    /// <summary>Lets the hour pass, reads everything but one event, and tries to publish.</summary>
    private async Task LoseAsync(Ticket ticket, uint at)
    {
        _mirror.Zendesk.Clock.Advance(TimeSpan.FromHours(1) + TimeSpan.FromMinutes(3));
        await _mirror.SettleAsync();
        await _mirror.RunAsync(budget => new SyncEvents(budget));
        await _mirror.Platform.ExecuteAsync($"delete from ticket_events where ticket_id = {ticket.Id} and at = to_timestamp({at})");
        await _mirror.RunAsync(budget => new PublishStatistics(budget));
    }

    /// <summary>What the earliest hour that says so waits for.</summary>
    private async Task<string?> WaitingAsync() =>
        (string?)
            await _mirror.Platform.ScalarAsync(
                "select reason from statistics_hours where state = 'open' and reason <> '' order by hour limit 1"
            );

    private async Task<(string? Verdict, string? Count)> CertifiedAsync(uint at, string count)
    {
        var hour = $"from statistics_hours where hour = date_trunc('hour', to_timestamp({at})) and state = 'final'";
        return (
            (string?)await _mirror.Platform.ScalarAsync($"select certificate::jsonb ->> 'verdict' {hour}"),
            (string?)await _mirror.Platform.ScalarAsync($"select certificate::jsonb ->> '{count}' {hour}")
        );
    }

    private Task<IReadOnlyList<string>> DifferencesAsync() =>
        FigureComparison.DifferencesAsync(_mirror.Platform.Database.ConnectionString, _mirror.Zendesk.BaseAddress);
}
