namespace TicketPlatform.ZendeskSimulator.Support;

/// <summary>GET /incremental/tickets, by cursor and by time.</summary>
internal static class TicketExport
{
    extension(IEndpointRouteBuilder routes)
    {
        public void MapTicketExport()
        {
            routes.MapGet("/incremental/tickets/cursor", ByCursor).AdminOnly().Limited(RateLimit.Exports);
            routes.MapGet("/incremental/tickets", ByTime).AdminOnly().Limited(RateLimit.Exports);
        }
    }

    private static IResult ByCursor(HttpRequest request, World world, FaultPlan faults)
    {
        if (Window(request, world, faults, out var refusal) is not { } window)
            return refusal!;
        if (faults.Refuses(window.Cursor))
            return Refusal.Bad("InvalidCursor", "The cursor has expired");
        var page = Read(request, world, window, ExportPage<Ticket>.ByCursor);
        var cursor = page.Last is { } last ? faults.Issue(ExportWindow.CursorOf(last.Time, last.Number)) : null;
        if (request.HttpContext.RepeatsCursor && window.Cursor is not null)
            (cursor, page) = (window.Cursor, page with { EndOfStream = false });
        return Answer(request, world, page, json => ExportTail.WriteCursor(json, request, cursor, page.EndOfStream));
    }

    private static IResult ByTime(HttpRequest request, World world, FaultPlan faults)
    {
        if (Window(request, world, faults, out var refusal) is not { } window)
            return refusal!;
        var page = Read(request, world, window, ExportPage<Ticket>.ByTime);
        return Answer(request, world, page, json => ExportTail.WriteTime(json, request, page.Rows.Count, page.EndTime, page.EndOfStream));
    }

    private static ExportWindow? Window(HttpRequest request, World world, FaultPlan faults, out IResult? refusal)
    {
        var window = ExportWindow.Parse(request, world.Clock.Seconds, id => id is >= 0 and < int.MaxValue ? (int)id : null, out refusal);
        return window is null ? null : window with { Faults = faults };
    }

    private static ExportPage<Ticket> Read(
        HttpRequest request,
        World world,
        ExportWindow window,
        Func<ExportOrder, ExportWindow, Func<int, Ticket?>, bool, ExportPage<Ticket>> read
    )
    {
        var skipDeleted = request.Query["exclude_deleted"] == "true";
        lock (world.Gate)
            return read(world.Order, window, Row, request.HttpContext.RepeatsRows);

        Ticket? Row(int id)
        {
            var ticket = world.Tickets[id - 1];
            return request.WantsSupportType(ticket) && !(skipDeleted && ticket.IsDeleted) ? ticket.Snapshot() : null;
        }
    }

    private static ExportAnswer<Ticket> Answer(HttpRequest request, World world, ExportPage<Ticket> page, Action<Utf8JsonWriter> writeTail)
    {
        var writer = new TicketJson(world, request.BaseUrl)
        {
            WithGeneratedTimestamp = true,
            WithMetricSet = request.Includes("metric_sets"),
        };
        return new ExportAnswer<Ticket>(
            "tickets",
            page.Rows,
            writer.Write,
            json =>
            {
                if (request.Includes("users"))
                    Lists.WriteRows(json, "users", UsersOf(world, page.Rows), new UserJson(request.BaseUrl).Write);
                writeTail(json);
            }
        );
    }

    private static IEnumerable<User> UsersOf(World world, IReadOnlyList<Ticket> tickets) =>
        tickets
            .SelectMany(IEnumerable<int> (ticket) => [ticket.Requester, ticket.Submitter, ticket.Assignee])
            .Where(position => position != Names.None)
            .Distinct()
            .Select(position => world.Users[position]);
}
