using TicketPlatform.Application.Alerts;
using TicketPlatform.Application.Streaming;
using TicketPlatform.Application.Tickets;
using TicketPlatform.Infrastructure.Persistence;
using TicketPlatform.Infrastructure.Tickets;

namespace TicketPlatform.Infrastructure.Streaming;

/// <summary>Turns lines of the log into events, with what they tell of as it is now.</summary>
internal sealed class FeedEvents(ReadDatabase database, IAlertReader alerts)
{
    private const string Tickets =
        $"select user_id, {UserTicketColumns.List} from tickets where zendesk_id = any ($1) and user_id is not null and {UserTicketColumns.Visible}";

    /// <summary>The events of each topic in the order of the log.</summary>
    public async Task<IReadOnlyList<(FeedTopic Topic, StreamEvent Event)>> OfAsync(
        IReadOnlyCollection<FeedLine> lines,
        CancellationToken cancellationToken
    )
    {
        var ofAlerts = lines.Where(line => line.Topic == FeedTopic.Alerts).ToList();
        return [.. await TicketsAsync(lines, cancellationToken), .. await AlertsAsync(ofAlerts, cancellationToken)];
    }

    /// <summary>Of each ticket one, in the place of the last line about it.</summary>
    private async Task<IEnumerable<(FeedTopic Topic, StreamEvent Event)>> TicketsAsync(
        IReadOnlyCollection<FeedLine> lines,
        CancellationToken cancellationToken
    )
    {
        var last = new Dictionary<(Guid User, long Ticket), long>();
        foreach (var line in lines)
            if (line.Topic?.UserId is { } user)
                last[(user, line.Ticket)] = line.Id;
        if (last.Count == 0)
            return [];
        var shown = await ShownAsync([.. last.Keys.Select(key => key.Ticket).Distinct()], cancellationToken);
        return from change in last
            orderby change.Value
            let ticket = shown.GetValueOrDefault(change.Key)
            select (FeedTopic.ListOf(change.Key.User), Event(change.Value, change.Key.Ticket, ticket));
    }

    /// <summary>Of each line one: each says what happened.</summary>
    private async Task<IEnumerable<(FeedTopic Topic, StreamEvent Event)>> AlertsAsync(
        List<FeedLine> lines,
        CancellationToken cancellationToken
    )
    {
        if (lines.Count == 0)
            return [];
        var found = await alerts.FindAsync([.. lines.Select(line => line.Alert).Distinct()], cancellationToken);
        return from line in lines
            join alert in found on line.Alert equals alert.Id
            select (FeedTopic.Alerts, (StreamEvent)new AlertChanged(line.Id, line.Happened, alert));
    }

    private static StreamEvent Event(long id, long ticketId, UserTicket? ticket) =>
        ticket is null ? new TicketRemoved(id, ticketId) : new TicketShown(id, ticket);

    private async Task<Dictionary<(Guid User, long Ticket), UserTicket>> ShownAsync(long[] ids, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Tickets, ids);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var tickets = new Dictionary<(Guid, long), UserTicket>();
        while (await row.ReadAsync(cancellationToken))
        {
            var ticket = UserTicketColumns.Read(row, first: 1);
            tickets.Add((row.GetGuid(0), ticket.Id), ticket);
        }
        return tickets;
    }
}
