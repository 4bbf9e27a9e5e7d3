using TicketPlatform.Application.Statistics;
using TicketPlatform.Integration.Tests.Synchronization;
using TicketPlatform.Testing;
using TicketPlatform.ZendeskSimulator.Account;

namespace TicketPlatform.Integration.Tests.Statistics;

/// <summary>An account with a day behind it, some of whose events the export never shows.</summary>
public abstract class LostEvents : IAsyncLifetime
{
    protected Mirror Mirror { get; private set; } = null!;

    public async Task InitializeAsync() => Mirror = await PublishedAccount.StartAsync(days: 1);

    public async Task DisposeAsync() => await Mirror.DisposeAsync();

    protected Ticket OpenTicket() => Mirror.Zendesk.World.Tickets.First(ticket => ticket.IsOpen);

    protected Ticket AssignedTicket() => Mirror.Zendesk.World.Tickets.First(ticket => ticket.IsOpen && ticket.Assignee != Names.None);

    /// <summary>Answers when (Unix seconds).</summary>
    protected uint Change(Ticket ticket, string status)
    {
        Mirror.Zendesk.World.Apply(new UpdateTicket { TicketId = ticket.Id, Status = status });
        return Mirror.Zendesk.Clock.Seconds;
    }

    /// <summary>In public, by the agent in charge, which breaks no chain; answers when (Unix seconds).</summary>
    protected uint Comment(Ticket ticket, string text)
    {
        Mirror.Zendesk.World.Apply(
            new UpdateTicket
            {
                TicketId = ticket.Id,
                ActorId = Mirror.Zendesk.World.Users[ticket.Assignee].Id,
                Comment = new TicketComment(text, Public: true),
            }
        );
        return Mirror.Zendesk.Clock.Seconds;
    }

    /// <summary>Lets the hour pass, reads everything but some events of a ticket, and tries to publish.</summary>
    protected async Task LoseAsync(Ticket ticket, uint first, uint? last = null)
    {
        Mirror.Zendesk.Clock.Advance(TimeSpan.FromHours(1) + TimeSpan.FromMinutes(3));
        await Mirror.SettleAsync();
        await Mirror.RunAsync(budget => new SyncEvents(budget));
        await ForgetAsync(ticket, first, last ?? first);
        await Mirror.RunAsync(budget => new PublishStatistics(budget));
    }

    protected Task ForgetAsync(Ticket ticket, uint first, uint last) =>
        Mirror.Platform.ExecuteAsync(
            $"delete from ticket_events where ticket_id = {ticket.Id} and at between to_timestamp({first}) and to_timestamp({last})"
        );

    /// <summary>From the first on, as if they had become visible only now.</summary>
    protected async Task ReadEventsAgainAsync()
    {
        await Mirror.Platform.ExecuteAsync(
            "update sync_streams set run = gen_random_uuid(), seq = 0, cursor = null, completed_at = null where name = 'events'"
        );
        await Mirror.RunAsync(budget => new SyncEvents(budget));
    }

    /// <summary>
    /// Lets the mirror see a ticket solved, and later reopened, of which no event tells: those of the reopening become visible later than it
    /// is seen, so no chain is broken yet.
    /// </summary>
    protected async Task<(Ticket Ticket, uint SolvedAt)> OverwriteUntoldAsync()
    {
        var ticket = OpenTicket();
        var solvedAt = Change(ticket, "solved");
        await Mirror.SettleAsync();
        Mirror.Zendesk.Clock.Advance(TimeSpan.FromHours(1));
        Change(ticket, "open");
        await Mirror.SettleAsync();
        await LoseAsync(ticket, solvedAt, uint.MaxValue);
        return (ticket, solvedAt);
    }

    protected async Task<(string? Verdict, string? Count)> CertifiedAsync(uint at, string count)
    {
        var hour = $"from statistics_hours where hour = date_trunc('hour', to_timestamp({at})) and state = 'final'";
        return (
            (string?)await Mirror.Platform.ScalarAsync($"select certificate::jsonb ->> 'verdict' {hour}"),
            (string?)await Mirror.Platform.ScalarAsync($"select certificate::jsonb ->> '{count}' {hour}")
        );
    }

    /// <summary>Two comments of the agent in charge within a minute, and an hour after them; answers when the first was made.</summary>
    protected uint CommentTwice(Ticket ticket)
    {
        var first = Comment(ticket, "We are at it.");
        Mirror.Zendesk.Clock.Advance(TimeSpan.FromMinutes(1));
        Comment(ticket, "Solved by tomorrow.");
        Mirror.Zendesk.Clock.Advance(TimeSpan.FromHours(1));
        return first;
    }

    protected Task<IReadOnlyList<string>> DifferencesAsync() =>
        FigureComparison.DifferencesAsync(Mirror.Platform.Database.ConnectionString, Mirror.Zendesk.BaseAddress);
}
