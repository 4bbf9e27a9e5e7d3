namespace TicketPlatform.ZendeskSimulator.Account;

/// <summary>The people of the account and the addresses they own.</summary>
public sealed class People
{
    private readonly List<User> users = [];
    private readonly Dictionary<string, User> owners = [];
    private long lastIdentity = 31740290000000;

    internal People() => Order = new ExportOrder(key => users[key.Number].UpdatedAt == key.Time);

    public IReadOnlyList<User> All => users;

    public User this[int position] => users[position];

    internal ExportOrder Order { get; }

    public User? Find(long id) => User.PositionOf(id) is { } position && position < users.Count ? users[position] : null;

    /// <summary>The owner of an address, primary or not, verified or not, compared without regard to case.</summary>
    public User? FindByEmail(string email) => owners.GetValueOrDefault(email.Trim().ToLowerInvariant());

    internal User Require(long id) => Find(id) ?? throw new KeyNotFoundException($"There is no user {id}.");

    internal User Add(string name, string role, uint createdAt)
    {
        var user = new User
        {
            Position = users.Count,
            Name = name,
            Role = role,
            CreatedAt = createdAt,
            UpdatedAt = createdAt,
        };
        users.Add(user);
        return user;
    }

    internal Identity AddIdentity(User user, string email, bool verified, uint at)
    {
        var identity = new Identity(lastIdentity += 3, email, verified, user.Identities.Count == 0, at, at);
        Replace(user, [.. user.Identities, identity]);
        return identity;
    }

    /// <summary>Gives a user exactly these identities; addresses left out become free.</summary>
    internal void Replace(User user, IReadOnlyList<Identity> identities)
    {
        foreach (var identity in user.Identities)
            owners.Remove(identity.Key);
        user.Identities = identities;
        foreach (var identity in identities)
            owners[identity.Key] = user;
    }

    internal void Touch(User user, uint at)
    {
        var from = new ExportKey(user.UpdatedAt, user.Position);
        user.UpdatedAt = at;
        Order.Move(from, new ExportKey(at, user.Position));
    }

    internal void BuildOrder() => Order.Build(users.Select(user => new ExportKey(user.UpdatedAt, user.Position)));
}
