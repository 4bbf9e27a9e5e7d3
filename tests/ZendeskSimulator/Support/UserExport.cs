namespace TicketPlatform.ZendeskSimulator.Support;

/// <summary>GET /incremental/users, by cursor and by time, in order of updated_at.</summary>
internal static class UserExport
{
    extension(IEndpointRouteBuilder routes)
    {
        public void MapUserExport()
        {
            routes.MapGet("/incremental/users/cursor", ByCursor).AdminOnly().Limited(RateLimit.UserExport);
            routes.MapGet("/incremental/users", ByTime).AdminOnly().Limited(RateLimit.Exports);
        }
    }

    private static IResult ByCursor(HttpRequest request, World world, SimulatorOptions options, FaultPlan faults)
    {
        if (Window(request, world, out var refusal) is not { } window)
            return refusal!;
        if (faults.Refuses(window.Cursor))
            return Refusal.Bad("InvalidCursor", "The cursor has expired");
        var page = Read(request, world, window, ExportPage<User>.ByCursor);
        var cursor = page.Last is { } last ? faults.Issue(ExportWindow.CursorOf(last.Time, world.Users[last.Number].Id)) : null;
        if (request.HttpContext.RepeatsCursor && window.Cursor is not null)
            (cursor, page) = (window.Cursor, page with { EndOfStream = false });
        return Answer(request, options, page, json => ExportTail.WriteCursor(json, request, cursor, page.EndOfStream));
    }

    private static IResult ByTime(HttpRequest request, World world, SimulatorOptions options)
    {
        if (Window(request, world, out var refusal) is not { } window)
            return refusal!;
        var page = Read(request, world, window, ExportPage<User>.ByTime);
        return Answer(request, options, page, json => ExportTail.WriteTime(json, request, page.Rows.Count, page.EndTime, page.EndOfStream));
    }

    private static ExportWindow? Window(HttpRequest request, World world, out IResult? refusal) =>
        ExportWindow.Parse(request, world.Clock.Seconds, User.PositionOf, out refusal);

    private static ExportPage<User> Read(
        HttpRequest request,
        World world,
        ExportWindow window,
        Func<ExportOrder, ExportWindow, Func<int, User?>, bool, ExportPage<User>> read
    )
    {
        lock (world.Gate)
            return read(world.Users.Order, window, position => world.Users[position], request.HttpContext.RepeatsRows);
    }

    private static ExportAnswer<User> Answer(
        HttpRequest request,
        SimulatorOptions options,
        ExportPage<User> page,
        Action<Utf8JsonWriter> writeTail
    )
    {
        var writer = new UserJson(request.BaseUrl)
        {
            ForExport = true,
            WithIdentities = options.IdentitiesInUserExport && request.Includes("identities"),
        };
        return new ExportAnswer<User>("users", page.Rows, writer.Write, writeTail);
    }
}
