namespace TicketPlatform.ZendeskSimulator.Support;

/// <summary>Metrics of tickets outside of tickets: of one, or of all that are not archived, newest first.</summary>
internal static class TicketMetrics
{
    private static readonly ListOrder<Ticket> Newest = new(static ticket => ticket.CreatedAt, static ticket => ticket.Id, Descending: true);

    extension(IEndpointRouteBuilder routes)
    {
        public void MapTicketMetrics()
        {
            routes.MapGet("/ticket_metrics", List);
            routes.MapGet(
                "/ticket_metrics/{id:long}",
                (long id, HttpRequest request, World world) => One(MetricSetJson.TicketOf(id), request, world)
            );
            routes.MapGet("/tickets/{id:long}/metrics", One);
        }
    }

    private static IResult List(HttpRequest request, World world)
    {
        List<Ticket> tickets;
        lock (world.Gate)
        {
            var now = world.Clock.Seconds;
            tickets = [.. world.Tickets.Where(ticket => !ticket.IsDeleted && !ticket.IsArchived(now)).Select(ticket => ticket.Snapshot())];
        }
        return Lists.Answer(request, "ticket_metrics", tickets, Newest, (json, ticket) => Write(json, request, ticket));
    }

    private static IResult One(long id, HttpRequest request, World world)
    {
        lock (world.Gate)
        {
            if (world.FindTicket(id) is not { IsDeleted: false } ticket)
                return Refusal.NotFound;
            var seen = ticket.Snapshot();
            return JsonAnswer.Of("ticket_metric", json => Write(json, request, seen));
        }
    }

    private static void Write(Utf8JsonWriter json, HttpRequest request, Ticket ticket) =>
        MetricSetJson.Write(json, ticket, $"{request.BaseUrl}/api/v2/tickets/");
}
