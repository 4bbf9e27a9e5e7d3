namespace TicketPlatform.ZendeskSimulator.Support;

/// <summary>Reading tickets. Lists leave archived tickets out; a deleted ticket is not found.</summary>
internal static class TicketEndpoints
{
    private const int MaxIds = 100;

    extension(IEndpointRouteBuilder routes)
    {
        public void MapTickets()
        {
            routes.MapGet("/tickets", List).Limited(RateLimit.TicketList);
            routes.MapGet("/tickets/count", Count);
            routes.MapGet("/tickets/show_many", ShowMany);
            routes.MapGet("/tickets/{id:long}", Show);
            routes.MapGet("/users/{id:long}/tickets/requested", Requested);
        }
    }

    private static IResult List(HttpRequest request, World world)
    {
        var externalId = request.Query["external_id"].ToString();
        List<Ticket> tickets;
        lock (world.Gate)
            tickets = [.. world.Tickets.Where(ticket => IsListed(world, ticket) && request.WantsSupportType(ticket)).Where(HasExternalId)];
        return Answer(request, world, tickets);

        bool HasExternalId(Ticket ticket) => externalId.Length == 0 || world.Names[ticket.ExternalId] == externalId;
    }

    private static JsonAnswer Count(World world) =>
        JsonAnswer.Of(
            "count",
            json =>
            {
                json.WriteStartObject();
                lock (world.Gate)
                    json.WriteNumber("value", world.Tickets.Count(ticket => IsListed(world, ticket)));
                json.WriteTime("refreshed_at", world.Clock.Seconds);
                json.WriteEndObject();
            }
        );

    private static IResult ShowMany(HttpRequest request, World world)
    {
        var ids = request.Query["ids"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (ids.Length > MaxIds)
            return Refusal.TooManyValues;
        List<Ticket> found;
        lock (world.Gate)
            found =
            [
                .. ids.Select(id => Find(world, id)).OfType<Ticket>().DistinctBy(ticket => ticket.Id).Select(ticket => ticket.Snapshot()),
            ];
        return Lists.ByOffset(request, "tickets", found, request.TicketJson(world).Write);
    }

    private static IResult Show(long id, HttpRequest request, World world)
    {
        lock (world.Gate)
            return world.FindTicket(id) is { IsDeleted: false } ticket ? One(request, world, ticket.Snapshot()) : Refusal.NotFound;
    }

    private static IResult Requested(long id, HttpRequest request, World world)
    {
        List<Ticket> tickets;
        lock (world.Gate)
        {
            if (world.Users.Find(id) is not { MergedInto: null } user)
                return Refusal.NotFound;
            tickets =
            [
                .. user
                    .Requested.Select(ticket => world.RequireTicket(ticket))
                    .Where(ticket => !ticket.IsDeleted && request.WantsSupportType(ticket))
                    .Select(ticket => ticket.Snapshot()),
            ];
        }
        return Answer(request, world, tickets);
    }

    private static IResult Answer(HttpRequest request, World world, List<Ticket> tickets) =>
        TicketSort.Parse(request, out var refusal) is { } order
            ? Lists.Answer(request, "tickets", tickets, order, request.TicketJson(world).Write)
            : refusal!;

    private static JsonAnswer One(HttpRequest request, World world, Ticket ticket) =>
        JsonAnswer.Of("ticket", json => request.TicketJson(world).Write(json, ticket));

    private static Ticket? Find(World world, string id) =>
        long.TryParse(id, out var number) && world.FindTicket(number) is { IsDeleted: false } ticket ? ticket : null;

    private static bool IsListed(World world, Ticket ticket) => !ticket.IsDeleted && !ticket.IsArchived(world.Clock.Seconds);
}
