using TicketPlatform.Application.Tickets;
using TicketPlatform.Application.Users;
using TicketPlatform.Domain.Tickets;
using TicketPlatform.Domain.Users;
using TicketPlatform.Testing;

namespace TicketPlatform.Integration.Tests.Alerts;

/// <summary>Something that is told to the platform; telling it twice changes nothing.</summary>
internal delegate Task Telling(Platform node, CancellationToken cancellationToken);

/// <summary>
/// An account and a company that change at random. What is true is kept in plain lists, which share nothing with the product.
/// </summary>
internal sealed class Walk
{
    private const int Busy = 120;
    private static readonly string[] Statuses = ["new", "open", "open", "pending", "hold", "solved", "closed", "deleted"];

    private readonly Random _dice;
    private readonly List<(Guid Id, string Address)> _users = [];
    private readonly List<string?> _requesters = [];
    private readonly List<TicketContent> _tickets = [];
    private int _addresses;

    /// <summary>As many requesters as people; most of them are users.</summary>
    public Walk(int people, Random dice)
    {
        _dice = dice;
        for (var i = 0; i < people; i++)
        {
            _requesters.Add(NewAddress());
            if (dice.Next(10) > 0)
                _users.Add((NewId(), _requesters[i]!));
        }
    }

    /// <summary>The user who was removed by the last step.</summary>
    public Guid? Removed { get; private set; }

    public async Task BeginAsync(Platform platform)
    {
        var rows = _users.Select(user => $"('{user.Id}', '{user.Address}', '2026-01-01')");
        await platform.ExecuteAsync($"insert into users (id, email, created_at) values {string.Join(", ", rows)}");
        await platform.SendAsync(new ApplyZendeskUsers([.. _requesters.Select((_, i) => Seen(i, Observed.Noon))]));
    }

    /// <summary>Changes something, and answers how to tell of it.</summary>
    public Telling Next(DateTimeOffset now)
    {
        Removed = null;
        return _dice.Next(20) switch
        {
            0 => MoveRequester(now),
            1 => MergeRequesters(now),
            2 => MoveUser(),
            3 => AddUser(),
            4 => RemoveUser(),
            _ => ChangeTickets(now),
        };
    }

    /// <summary>How many tickets every user has open.</summary>
    public Dictionary<Guid, int> OpenTickets()
    {
        var owners = _users.ToDictionary(user => user.Address, user => user.Id);
        return _tickets
            .Where(ticket => ticket.IsPublic && ticket.Status.Name is not ("solved" or "closed" or "deleted"))
            .Select(ticket => _requesters[(int)ticket.RequesterId - 1])
            .Where(address => address is not null && owners.ContainsKey(address))
            .GroupBy(address => owners[address!])
            .ToDictionary(user => user.Key, user => user.Count());
    }

    private Telling ChangeTickets(DateTimeOffset now)
    {
        var changed = new HashSet<int>();
        for (var count = _dice.Next(1, 30); count > 0; count--)
            changed.Add(_tickets.Count > 100 && _dice.Next(3) > 0 ? _dice.Next(_tickets.Count) : Create(now));
        foreach (var i in changed)
            _tickets[i] = _tickets[i] with
            {
                Status = TicketStatus.Parse(Statuses[_dice.Next(Statuses.Length)]),
                RequesterId = _dice.Next(6) == 0 ? Requester() : _tickets[i].RequesterId,
                IsPublic = _dice.Next(30) > 0,
                UpdatedAt = now,
            };
        return Tell(changed);
    }

    private int Create(DateTimeOffset now)
    {
        _tickets.Add(Observed.Printer with { RequesterId = Requester(), CreatedAt = now, UpdatedAt = now });
        return _tickets.Count - 1;
    }

    // To a new address, or to one under which a user waits.
    private Telling MoveRequester(DateTimeOffset now)
    {
        var i = Any();
        if (_requesters[i] is null)
            return ChangeTickets(now);
        _requesters[i] = _dice.Next(2) == 0 ? NewAddress() : _users[_dice.Next(_users.Count)].Address;
        return Tell(Seen(i, now));
    }

    private Telling MergeRequesters(DateTimeOffset now)
    {
        var (loser, winner) = (Any(), Any());
        if (loser == winner || _requesters[loser] is null)
            return ChangeTickets(now);
        _requesters[loser] = null;
        var moved = new HashSet<int>();
        for (var i = 0; i < _tickets.Count; i++)
            if (_tickets[i].RequesterId == loser + 1)
            {
                _tickets[i] = _tickets[i] with { RequesterId = winner + 1, UpdatedAt = now };
                moved.Add(i);
            }
        var (user, tickets) = (Tell(Seen(loser, now)), Tell(moved));
        return async (node, token) =>
        {
            await user(node, token);
            await tickets(node, token);
        };
    }

    private Telling MoveUser()
    {
        var (i, address) = (_dice.Next(_users.Count), FreeAddress());
        _users[i] = (_users[i].Id, address);
        return Put(_users[i]);
    }

    private Telling AddUser()
    {
        _users.Add((NewId(), FreeAddress()));
        return Put(_users[^1]);
    }

    // Their requesters are erased with them, and are nobody's for good.
    private Telling RemoveUser()
    {
        var (id, address) = _users[_dice.Next(Math.Min(Busy, _users.Count))];
        _users.RemoveAll(user => user.Id == id);
        for (var i = 0; i < _requesters.Count; i++)
            if (_requesters[i] == address)
                _requesters[i] = null;
        Removed = id;
        return (node, token) => node.SendAsync(new DeleteUser(id), token);
    }

    private Telling Tell(IReadOnlySet<int> changed)
    {
        var page = changed.Select(i => Observed.Export(i + 1, _tickets[i])).ToList();
        return (node, token) => node.SendAsync(new ApplyTicketObservations(page), token);
    }

    private static Telling Tell(ZendeskUserObservation seen) => (node, token) => node.SendAsync(new ApplyZendeskUsers([seen]), token);

    private static Telling Put((Guid Id, string Address) user) =>
        (node, token) => node.SendAsync(new PutUser(user.Id, user.Address), token);

    private ZendeskUserObservation Seen(int i, DateTimeOffset at) =>
        Observed.User(i + 1, _requesters[i], at, isActive: _requesters[i] is not null);

    // A new one, or one that a requester has and no user.
    private string FreeAddress()
    {
        var address = _requesters[Any()];
        return address is null || _users.Exists(user => user.Address == address) ? NewAddress() : address;
    }

    // Some write much more often than others.
    private int Any() => _dice.Next(4) > 0 ? _dice.Next(Busy) : _dice.Next(_requesters.Count);

    private long Requester() => Any() + 1;

    private string NewAddress() => $"address{++_addresses}@example.com";

    private Guid NewId()
    {
        var bytes = new byte[16];
        _dice.NextBytes(bytes);
        return new Guid(bytes);
    }
}
