namespace TicketPlatform.ZendeskSimulator.Seeding;

/// <summary>The ticket that is being lived, who is about it, and how far its time has come.</summary>
internal sealed class SeededLife(World world, Random random, SeededPeople people, uint end)
{
    public const uint Hour = 3_600;
    public const uint Day = 24 * Hour;

    private const int Hurry = 20;

    public World World => world;
    public Random Random => random;
    public SeededPeople People => people;

    /// <summary>Nothing happens later.</summary>
    public uint End => end;

    public Ticket Ticket { get; private set; } = null!;
    public User Requester { get; set; } = null!;
    public User Agent { get; private set; } = null!;
    public User? FormerAgent { get; private set; }
    public uint Now { get; private set; }
    public bool IsHurried { get; private set; }

    public void Begin(uint at, bool hurried)
    {
        Now = Math.Min(at, end);
        IsHurried = hurried;
        Requester = people.Requester();
        Agent = people.Agent();
        FormerAgent = null;
    }

    /// <summary>Adds the ticket, which its submitter has written.</summary>
    public void Open(User submitter)
    {
        Ticket = new Ticket
        {
            Id = world.NextTicketId,
            CreatedAt = Now,
            Submitter = submitter.Position,
        };
        world.Add(Ticket);
    }

    /// <summary>Another agent takes over, now and then the one who had it before.</summary>
    public void HandOver() => (Agent, FormerAgent) = (FormerAgent is { } former && Chance(400) ? former : people.Agent(), Agent);

    public bool Chance(int inThousand) => random.Next(1000) < inThousand;

    public TicketUpdate By(User actor) => new(world, Ticket, actor.Position, Now);

    public TicketUpdate ByAutomation() => new(world, Ticket, TicketEvent.Automation, Now);

    public void Finish(TicketUpdate update) => update.Finish((uint)random.Next(3));

    /// <summary>Minutes to days, at random around a mean; false when the seeded time is over before.</summary>
    public bool Wait(double mean) => Pass(60 - (mean / (IsHurried ? Hurry : 1) * Math.Log(1 - random.NextDouble())));

    /// <summary>Exactly so many seconds; false when the seeded time is over before.</summary>
    public bool Pass(double seconds)
    {
        if (Now + seconds > end)
            return false;
        Now += (uint)seconds;
        return true;
    }
}
