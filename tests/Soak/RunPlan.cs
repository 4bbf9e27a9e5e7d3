using TicketPlatform.ZendeskSimulator.Faults;

namespace TicketPlatform.Soak;

/// <summary>A while of a run: each hour is lived in a moment, and the nodes work for some steps around its end, under what goes wrong.</summary>
/// <param name="Hours">That end in it; fewer than in which anybody's role changes twice.</param>
/// <param name="Changes">Per hour.</param>
/// <param name="Faults">Of Zendesk.</param>
/// <param name="StepsAnHour">Slices of jobs.</param>
internal sealed record Stage(int Hours, int Changes, FaultSettings Faults, int StepsAnHour)
{
    /// <summary>All slices of jobs.</summary>
    public int Steps => Hours * StepsAnHour;
}

/// <summary>What a seed stands for.</summary>
public sealed record RunPlan
{
    private const int LongestOutage = 4;

    private RunPlan(int seed) => Seed = seed;

    public int Seed { get; }

    public int Users { get; private init; }

    /// <summary>Before the run begins: some thousand, or fewer where that is no matter.</summary>
    public int Tickets { get; private init; }

    /// <summary>How long the account has existed: a month, or less where that is no matter.</summary>
    public int Days { get; private init; }

    public int Nodes { get; private init; }

    /// <summary>Whether processes are killed between statements.</summary>
    public bool Kills { get; private init; }

    /// <summary>Whether PostgreSQL is killed and started again on the way.</summary>
    public bool RestartsDatabase { get; private init; }

    internal IReadOnlyList<Stage> Stages { get; private init; } = [];

    /// <summary>Everything at once.</summary>
    public static RunPlan Of(int seed)
    {
        var random = new Random(seed);
        var isLarge = seed % 20 == 13;
        var stages = new List<Stage> { new(1, 0, Weather.Draw(random), random.Next(30, 60)) };
        var ends = random.Next(4, 7);
        var outage = random.Next(1, ends);
        while (stages.Count < ends)
        {
            var isOutage = stages.Count == outage;
            // Nobody can be read in an outage, so it must be over before anybody's role changes twice.
            var hours = isOutage ? random.Next(3, LongestOutage + 1) : random.Next(1, 3);
            var faults = isOutage ? Weather.Outage() : Weather.Draw(random);
            stages.Add(new Stage(hours, random.Next(5, 40), faults, faults.Down ? random.Next(5, 15) : random.Next(15, 45) / hours));
        }
        return new RunPlan(seed)
        {
            Users = random.Next(10, 60),
            Tickets = isLarge ? random.Next(2_000, 3_000) : random.Next(60, 200),
            Days = isLarge || seed % 4 == 1 ? 30 : random.Next(2, 9),
            Nodes = random.Next(1, 3),
            Kills = random.Next(4) > 0,
            RestartsDatabase = seed % 10 == 0,
            Stages = stages,
        };
    }

    /// <summary>Nothing but a share of requests that fail, to see what that costs.</summary>
    public static RunPlan Failing(int seed, double rate)
    {
        var random = new Random(seed);
        return new RunPlan(seed)
        {
            Users = 40,
            Tickets = 200,
            Days = 7,
            Nodes = 1,
            Stages = [.. Enumerable.Range(0, 8).Select(stage => new Stage(1, 20, Weather.Failing(rate, random), StepsAnHour: 120))],
        };
    }
}
