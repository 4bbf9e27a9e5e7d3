using TicketPlatform.ZendeskSimulator.Truth;

namespace TicketPlatform.ZendeskSimulator.Control;

/// <summary>The simulator's own account of what is true, for tests to compare the product with.</summary>
internal static class TruthEndpoints
{
    extension(IEndpointRouteBuilder control)
    {
        public void MapTruth()
        {
            control.MapGet("/truth/tickets", object (World world) => new { tickets = AllTickets(world) });
            control.MapGet("/truth/open-counts", OpenCounts);
            control.MapGet("/truth/hourly", Hourly);
            control.MapGet("/truth/agents", Agents);
        }
    }

    private static object Hourly(World world, DateTimeOffset? from = null, DateTimeOffset? to = null, DateTimeOffset? asOf = null) =>
        new { hours = HourlyTruth.Of(world, Seconds(from), Seconds(to), Seconds(asOf)) };

    private static IResult Agents(World world, string window, DateTimeOffset asOf)
    {
        uint? days = window switch
        {
            "24h" => 1,
            "7d" => 7,
            "30d" => 30,
            _ => null,
        };
        return days is { } known
            ? Results.Json(AgentsTruth.Of(world, window, known * 86_400, (uint)asOf.ToUnixTimeSeconds()))
            : Results.BadRequest(new { error = "window must be 24h, 7d or 30d" });
    }

    private static uint? Seconds(DateTimeOffset? at) => at is { } known ? (uint)known.ToUnixTimeSeconds() : null;

    // Streamed: a million tickets need not stand in memory twice.
    private static IEnumerable<TicketTruth> AllTickets(World world)
    {
        for (var i = 0; i < world.Tickets.Count; i++)
        {
            TicketTruth ticket;
            lock (world.Gate)
                ticket = TicketTruth.Of(world, world.Tickets[i]);
            yield return ticket;
        }
    }

    private static object OpenCounts(World world)
    {
        lock (world.Gate)
        {
            var counts = OpenCount.FromEvents(world.Events).Select(pair => new { email = world.Users[pair.Key].Email, open = pair.Value });
            return new { counts = counts.Where(row => row.email is not null).OrderBy(row => row.email, StringComparer.Ordinal).ToList() };
        }
    }
}

/// <summary>Open tickets per requester, retold from the events alone by the plainest code.</summary>
internal static class OpenCount
{
    public static Dictionary<int, int> FromEvents(IReadOnlyList<TicketEvent> events)
    {
        var status = new Dictionary<int, int>();
        var requester = new Dictionary<int, int>();
        foreach (var change in events)
        {
            if (change.Field == TicketField.Status)
                status[change.Ticket] = change.To;
            if (change.Field == TicketField.Requester)
                requester[change.Ticket] = change.To;
        }
        var counts = new Dictionary<int, int>();
        foreach (var (ticket, user) in requester)
            if (status[ticket] is not (Names.Solved or Names.Closed or Names.Deleted))
                counts[user] = counts.GetValueOrDefault(user) + 1;
        return counts;
    }
}
