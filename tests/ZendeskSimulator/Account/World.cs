namespace TicketPlatform.ZendeskSimulator.Account;

/// <summary>
/// Everything one Zendesk account knows. Hold <see cref="Gate"/> to read more than one thing at once; change it only through
/// <see cref="Apply"/>, so that no change escapes the event list and the journal.
/// </summary>
public sealed class World
{
    private readonly List<Ticket> tickets = [];
    private readonly ExportOrder order;
    private bool building;
    private List<UserEvent>? userEvents;

    public World(SimulatorClock clock, int seed)
    {
        Clock = clock;
        Invented = new InventedTexts(seed);
        order = new ExportOrder(key => tickets[key.Number - 1].GeneratedAt == key.Time);
    }

    public Lock Gate { get; } = new();
    public SimulatorClock Clock { get; }
    public Names Names { get; } = new();
    public People Users { get; } = new();

    /// <summary>All tickets; the one with id n stands at n - 1.</summary>
    public IReadOnlyList<Ticket> Tickets => tickets;

    /// <summary>Every change of every ticket: the seeded ones in order of time, then as they came.</summary>
    public IReadOnlyList<TicketEvent> Events => EventList;

    internal List<TicketEvent> EventList { get; private set; } = [];
    internal InventedTexts Invented { get; }
    internal ExportOrder Order => order;

    /// <summary>Replaced as a whole on every change, so that a reader never sees half of one.</summary>
    public IReadOnlyList<Webhook> Webhooks { get; internal set; } = [];

    /// <summary>
    /// Raised with every change once it is done, in order and under the gate: a handler takes note and leaves the work to others.
    /// The seeded history and replayed changes raise nothing.
    /// </summary>
    internal event Action<AppliedChange>? Applied;

    public T Apply<T>(Change<T> change)
    {
        lock (Gate)
        {
            var dated = change with { At = change.At ?? Clock.Seconds };
            var firstEvent = EventList.Count;
            userEvents = [];
            var result = dated.Run(this);
            Applied?.Invoke(new AppliedChange(dated, firstEvent, userEvents));
            userEvents = null;
            return result;
        }
    }

    /// <summary>Notes what the change at hand does to a user. Outside of <see cref="Apply"/> nobody would hear it.</summary>
    internal void Tell(UserEvent happened) => userEvents?.Add(happened);

    public Ticket? FindTicket(long id) => id >= 1 && id <= tickets.Count ? tickets[(int)id - 1] : null;

    /// <summary>The text of a ticket's subject, given or invented.</summary>
    public string? SubjectOf(Ticket ticket) => ticket.Subject == Names.None ? Invented.Subject(ticket.Id) : Names[ticket.Subject];

    public string DescriptionOf(Ticket ticket) => Names[ticket.Description] ?? Invented.Description(ticket.Id);

    internal Ticket RequireTicket(long id) => FindTicket(id) ?? throw new KeyNotFoundException($"There is no ticket {id}.");

    /// <summary>The position of who did a change.</summary>
    internal int ActorOf(Change change) =>
        change.ActorId switch
        {
            null => 0,
            TicketEvent.Automation => TicketEvent.Automation,
            var id => Users.Require(id.Value).Position,
        };

    /// <summary>Who sends a customer's comment in: on every eighth ticket an integration, for its author.</summary>
    internal User PosterOf(Ticket ticket, User author) => ticket.Id % 8 == 0 ? Users[0] : author;

    /// <summary>Zendesk's id of the actor of an event.</summary>
    public long ActorId(int actor) => actor == TicketEvent.Automation ? TicketEvent.Automation : Users[actor].Id;

    internal int NextTicketId => tickets.Count + 1;

    internal void Add(Ticket ticket) => tickets.Add(ticket);

    internal void Touch(Ticket ticket, uint? updatedAt, uint generatedAt)
    {
        var from = ticket.GeneratedAt == 0 ? (ExportKey?)null : new ExportKey(ticket.GeneratedAt, ticket.Id);
        ticket.UpdatedAt = updatedAt ?? ticket.UpdatedAt;
        ticket.GeneratedAt = generatedAt;
        if (!building)
            order.Move(from, new ExportKey(generatedAt, ticket.Id));
    }

    /// <summary>Fills an empty account without keeping its orders up to date on the way, which makes a million tickets affordable.</summary>
    internal void Build(Action build)
    {
        building = true;
        build();
        building = false;
        order.Build(tickets.Select(ticket => new ExportKey(ticket.GeneratedAt, ticket.Id)));
        Users.BuildOrder();
        SortEvents();
        // A large history leaves several times its own size behind in garbage.
        if (tickets.Count > 100_000)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    // Stable, since the events of one audit were added together and must stay together.
    private void SortEvents()
    {
        var byTime = new ulong[EventList.Count];
        for (var i = 0; i < byTime.Length; i++)
            byTime[i] = ((ulong)EventList[i].At << 32) | (uint)i;
        Array.Sort(byTime);
        var sorted = new List<TicketEvent>(byTime.Length + 1024);
        foreach (var key in byTime)
            sorted.Add(EventList[(int)(uint)key]);
        EventList = sorted;
    }
}
