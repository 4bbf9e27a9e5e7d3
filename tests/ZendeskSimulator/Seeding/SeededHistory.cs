namespace TicketPlatform.ZendeskSimulator.Seeding;

/// <summary>A plausible past of the account: the same seed, sizes and base time give the same history, to the second.</summary>
internal sealed class SeededHistory(World world, Journal.Origin origin)
{
    private const uint Day = 86_400;
    private const uint Span = 180 * Day;

    /// <summary>Nothing seeded is younger, so that a fresh account can be exported to its end at once.</summary>
    private const uint Quiet = 130;

    private readonly Random random = new(origin.Seed);

    public void Build() =>
        world.Build(() =>
        {
            var people = new SeededPeople(world, random, origin.BaseTime - Span);
            people.Build(origin.Email, origin.Users);
            BuildTickets(people);
            people.Depart(origin.BaseTime - Quiet);
        });

    private void BuildTickets(SeededPeople people)
    {
        var end = origin.BaseTime - Quiet;
        // Enough tickets that never get solved for some users to hold more than three, whatever the sizes.
        var stalled = Math.Clamp(1.2 * origin.Users / Math.Max(1, origin.Tickets), 0.002, 0.15);
        var life = new SeededTicket(world, random, people, end, stalled);
        var step = (double)(Span - Day) / Math.Max(1, origin.Tickets);
        for (var i = 0; i < origin.Tickets; i++)
            life.Live(origin.BaseTime - Span + (uint)(step * (i + random.NextDouble())));
    }
}
