namespace TicketPlatform.ZendeskSimulator.Seeding;

/// <summary>The admin of the API token, agents, and end users with the addresses that make matching hard.</summary>
internal sealed class SeededPeople(World world, Random random, uint since)
{
    private static readonly string[] FirstNames =
    [
        "Jana",
        "Ada",
        "Grace",
        "Linus",
        "Barbara",
        "Edsger",
        "Margaret",
        "Alan",
        "Katherine",
        "Dennis",
        "Radia",
        "Niklaus",
        "Frances",
        "Tony",
        "Zoë",
    ];

    private static readonly string[] LastNames =
    [
        "Novak",
        "Lovelace",
        "Hopper",
        "Weber",
        "Liskov",
        "Nowak",
        "Hamilton",
        "Gruber",
        "Johnson",
        "Ritchie",
        "Perlman",
        "Wirth",
        "Allen",
        "Müller",
    ];

    private readonly List<User> departing = [];
    private int firstEndUser;

    public void Build(string adminEmail, int endUsers)
    {
        Person("Mirror Bot", adminEmail, "admin", verified: true);
        var agents = Math.Clamp(endUsers / 50, 3, 40);
        for (var i = 1; i <= agents; i++)
            Person($"{Pick(FirstNames)} {Pick(LastNames)}", $"agent{i}@acme.test", i == 1 ? "admin" : "agent", verified: true);
        firstEndUser = world.Users.All.Count;
        for (var i = 1; i <= endUsers; i++)
            EndUser(i);
    }

    public User Agent() => world.Users[random.Next(1, firstEndUser)];

    /// <summary>Some ask far more often than others.</summary>
    public User Requester()
    {
        var count = world.Users.All.Count - firstEndUser;
        return world.Users[count == 0 ? 0 : firstEndUser + (int)(count * Math.Pow(random.NextDouble(), 1.6))];
    }

    /// <summary>A few users are deleted, and a few turn out to be the same person as their neighbour.</summary>
    public void Depart(uint at)
    {
        foreach (var (user, index) in departing.Select((user, index) => (user, index)))
        {
            if (index % 2 == 0 && user.Position + 1 < world.Users.All.Count)
                new MergeUsers(user.Id, world.Users[user.Position + 1].Id) { At = at }.Run(world);
            else
                new DeleteUser(user.Id) { At = at }.Run(world);
        }
    }

    private void EndUser(int number)
    {
        var first = Pick(FirstNames);
        var last = Pick(LastNames);
        var plain = $"{Ascii(first)}.{Ascii(last)}.{number}@customer{number % 97}.example";
        var user = Person($"{first} {last}", number % 20 == 0 ? plain : plain.ToLowerInvariant(), "end-user", verified: random.Next(3) > 0);
        var draw = random.Next(1000);
        if (draw < 30)
            world.Users.AddIdentity(user, $"also.{number}@Private.example", verified: true, user.CreatedAt);
        else if (draw < 60)
            world.Users.AddIdentity(user, $"maybe.{number}@unverified.example", verified: false, user.CreatedAt);
        else if (draw < 75 && departing.Count < 40)
            departing.Add(user);
    }

    private User Person(string name, string email, string role, bool verified)
    {
        var user = world.Users.Add(name, role, since + (uint)random.Next(3600));
        world.Users.AddIdentity(user, email, verified, user.CreatedAt);
        return user;
    }

    private string Pick(string[] from) => from[random.Next(from.Length)];

    private static string Ascii(string name) =>
        name.Replace("ë", "e", StringComparison.Ordinal).Replace("ü", "ue", StringComparison.Ordinal);
}
