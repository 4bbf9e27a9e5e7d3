namespace TicketPlatform.ZendeskSimulator.Activity;

/// <summary>What hours that were lived in a moment came to.</summary>
/// <param name="From">Where the clock stood before.</param>
/// <param name="To">Where it stands since.</param>
/// <param name="Updates">Updates of tickets, each an audit.</param>
public sealed record LivedSpan(DateTimeOffset From, DateTimeOffset To, int Updates);

/// <summary>
/// Lives through hours in a moment: random changes, dated between the clock and as many hours later, with the clock going along. An account
/// that nobody else changes lives through the same hours whenever the seed is the same.
/// </summary>
internal static class LivedHours
{
    private const uint Hour = 3_600;

    public static LivedSpan Live(World world, TimeSpan span, int count, int seed)
    {
        var random = new Random(seed);
        var (start, firstEvent) = (world.Clock.Seconds, world.Events.Count);
        var end = start + (uint)span.TotalSeconds;
        var changes = new RandomChanges(world, random);
        var automations = new Automations(world);
        var nextRun = ((start / Hour) + 1) * Hour;
        foreach (var moment in Moments(random, start, end, count).Append(end))
        {
            for (; nextRun <= moment; nextRun += Hour)
                At(world, nextRun, automations.Run);
            if (moment < end)
                At(world, moment, changes.Make);
        }
        MoveClock(world, end);
        var updates = world.Events.Skip(firstEvent).Count(change => change.StartsAudit);
        return new LivedSpan(Instant(start), Instant(end), updates);
    }

    // No two alike: what may share a second with something else does so on purpose.
    private static SortedSet<uint> Moments(Random random, uint start, uint end, int count)
    {
        var moments = new SortedSet<uint>();
        while (moments.Count < count)
            moments.Add(start + 1 + (uint)random.Next((int)(end - start - 1)));
        return moments;
    }

    private static void At(World world, uint moment, Action<uint> live)
    {
        lock (world.Gate)
        {
            MoveClock(world, moment);
            live(moment);
        }
    }

    private static void MoveClock(World world, uint moment)
    {
        var ahead = Instant(moment) - world.Clock.GetUtcNow();
        if (ahead > TimeSpan.Zero)
            world.Apply(new MoveClock(world.Clock.Offset + ahead));
    }

    private static DateTimeOffset Instant(uint moment) => DateTimeOffset.FromUnixTimeSeconds(moment);
}
