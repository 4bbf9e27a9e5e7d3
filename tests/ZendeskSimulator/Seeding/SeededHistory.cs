namespace TicketPlatform.ZendeskSimulator.Seeding;

/// <summary>A plausible past of the account: the same seed, sizes and base time give the same history, to the second.</summary>
internal sealed class SeededHistory(World world, Journal.Origin origin)
{
    private const uint Hour = 3_600;
    private const uint Day = 24 * Hour;

    /// <summary>Nothing seeded is younger, so that a fresh account can be exported to its end at once.</summary>
    private const uint Quiet = 130;

    /// <summary>How far a burst of requests reaches to either side of a clock change, and how many tickets in a thousand it takes.</summary>
    private const uint Burst = 2 * Hour;

    private const int BurstShare = 20;

    private readonly Random random = new(origin.Seed);
    private readonly uint start = origin.BaseTime - ((uint)origin.Days * Day);
    private readonly IReadOnlyList<uint> clockChanges = ClockChanges.Within(
        origin.BaseTime - ((uint)origin.Days * Day) + Burst,
        origin.BaseTime - Quiet - Burst
    );

    public void Build() =>
        world.Build(() =>
        {
            var people = new SeededPeople(world, random, start);
            people.Build(origin.Email, origin.Users);
            BuildTickets(people);
            people.Depart(origin.BaseTime - Quiet);
        });

    private void BuildTickets(SeededPeople people)
    {
        // Enough tickets that never get solved for some users to hold more than three, whatever the sizes.
        var stalled = Math.Clamp(1.2 * origin.Users / Math.Max(1, origin.Tickets), 0.002, 0.15);
        var life = new SeededLife(world, random, people, origin.BaseTime - Quiet);
        var ticket = new SeededTicket(life, stalled);
        foreach (var createdAt in Openings())
            ticket.Live(createdAt, IsInBurst(createdAt));
    }

    private uint[] Openings()
    {
        var step = (double)(origin.BaseTime - Day - start) / Math.Max(1, origin.Tickets);
        var times = new uint[origin.Tickets];
        for (var i = 0; i < times.Length; i++)
            times[i] = start + (uint)(step * (i + random.NextDouble()));
        foreach (var change in clockChanges)
            for (var moved = 0; moved < times.Length * BurstShare / 1000; moved++)
                times[random.Next(times.Length)] = change - Burst + (uint)random.Next((int)(2 * Burst));
        Array.Sort(times);
        return times;
    }

    private bool IsInBurst(uint at) => clockChanges.Any(change => at >= change - Burst && at < change + Burst);
}
