using TicketPlatform.Domain.Tickets;

namespace TicketPlatform.Infrastructure.Zendesk.Wire;

/// <summary>Joins tickets with their metric sets, which Zendesk has delivered both inside the rows and beside them.</summary>
internal static class TicketRows
{
    public static IReadOnlyList<TicketObservation> Observe(
        List<TicketWire> tickets,
        List<MetricSetWire>? beside,
        ObservationSource source,
        DateTimeOffset observedAt
    )
    {
        var byTicket = beside?.Where(static set => set.TicketId is not null).ToLookup(static set => set.TicketId!.Value);
        return tickets.ConvertAll(ticket => ticket.Observe(ticket.MetricSet ?? byTicket?[ticket.Id].LastOrDefault(), source, observedAt));
    }
}
