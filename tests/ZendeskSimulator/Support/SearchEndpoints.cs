namespace TicketPlatform.ZendeskSimulator.Support;

/// <summary>GET /search over tickets and users: offsets only, at most a thousand results.</summary>
internal static class SearchEndpoints
{
    private const int MaxResults = 1000;

    extension(IEndpointRouteBuilder routes)
    {
        public void MapSearch()
        {
            routes.MapGet("/search", Search).Limited(RateLimit.Search);
            routes.MapGet("/search/count", Count).Limited(RateLimit.Search);
        }
    }

    private static IResult Search(HttpRequest request, World world)
    {
        if (request.Query.Keys.Any(key => key.StartsWith("page[", StringComparison.Ordinal)))
            return Refusal.PaginationParameter("cursor pagination is not supported here");
        var page = int.TryParse(request.Query["page"], out var number) ? number : 1;
        var perPage = int.TryParse(request.Query["per_page"], out var size) ? Math.Min(size, Lists.MaxPerPage) : Lists.MaxPerPage;
        if ((long)page * perPage > MaxResults)
            return Refusal.Unprocessable("invalid", "Invalid search: Requested response size was greater than Search Response Limits");
        var found = Find(request, world);
        return Lists.ByOffset(request, "results", found.Take(MaxResults).ToList(), Write, found.Count);

        void Write(Utf8JsonWriter json, object row)
        {
            if (row is Ticket ticket)
                request.TicketJson(world).WriteSearchResult(json, ticket);
            else
                request.UserJson().WriteSearchResult(json, (User)row);
        }
    }

    private static JsonAnswer Count(HttpRequest request, World world) =>
        JsonAnswer.Of("count", json => json.WriteNumberValue(Find(request, world).Count));

    private static List<object> Find(HttpRequest request, World world)
    {
        var query = request.Query["query"].ToString();
        var type = SearchTerm.Parse(query).FirstOrDefault(term => term.Field == "type")?.Text;
        lock (world.Gate)
        {
            var tickets = type is null or "ticket" ? new TicketSearch(world, query).Find() : [];
            var users = type is null or "user" ? world.Users.All.Where(new UserSearch(query, world.Clock.Seconds).Matches) : [];
            return [.. Sorted(request, tickets), .. users];
        }
    }

    // Without a sort, Zendesk answers by relevance; here that is the newest first.
    private static IEnumerable<Ticket> Sorted(HttpRequest request, IEnumerable<Ticket> tickets)
    {
        var key = TicketSort.KeyOf(request.Query["sort_by"].ToString()) ?? (static ticket => ticket.Id);
        return new ListOrder<Ticket>(key, static ticket => ticket.Id, request.Query["sort_order"] != "asc").Sort(tickets);
    }
}
