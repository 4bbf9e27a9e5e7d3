namespace TicketPlatform.ZendeskSimulator.Account;

public sealed record CreateUser : Change<User>
{
    public required string Name { get; init; }
    public string? Email { get; init; }
    public string Role { get; init; } = "end-user";
    public bool Verified { get; init; }
    public string? ExternalId { get; init; }
    public string? Phone { get; init; }
    public string? Notes { get; init; }
    public string? Details { get; init; }

    internal override User Run(World world)
    {
        var user = world.Users.Add(Name, Role, Time);
        (user.ExternalId, user.Phone, user.Notes, user.Details) = (ExternalId, Phone, Notes, Details);
        world.Tell(new UserEvent(user, UserFact.Created));
        if (Email is { } email)
            world.Tell(new UserEvent(user, UserFact.IdentityCreated, After: world.Users.AddIdentity(user, email, Verified, Time)));
        world.Users.Touch(user, Time);
        return user;
    }
}

/// <summary>What is null stays. Another e-mail address is added beside the primary one, as Zendesk does.</summary>
public sealed record UpdateUser : Change<User>
{
    public required long UserId { get; init; }
    public string? Name { get; init; }
    public string? Role { get; init; }
    public string? Email { get; init; }
    public string? ExternalId { get; init; }
    public string? Phone { get; init; }
    public string? Notes { get; init; }
    public string? Details { get; init; }
    public bool? Suspended { get; init; }

    internal override User Run(World world)
    {
        var user = world.Users.Require(UserId);
        var before = (user.Name, user.Role, user.ExternalId, user.Suspended);
        user.Name = Name ?? user.Name;
        user.TakeRole(Role ?? user.Role, Time);
        user.ExternalId = ExternalId ?? user.ExternalId;
        user.Suspended = Suspended ?? user.Suspended;
        user.Phone = Phone ?? user.Phone;
        user.Notes = Notes ?? user.Notes;
        user.Details = Details ?? user.Details;
        Tell(world, user, UserFact.Name, before.Name, user.Name);
        Tell(world, user, UserFact.Role, before.Role, user.Role);
        Tell(world, user, UserFact.ExternalId, before.ExternalId, user.ExternalId);
        Tell(world, user, UserFact.Suspended, before.Suspended, user.Suspended);
        if (Email is { } email && world.Users.FindByEmail(email) is null)
            world.Tell(new UserEvent(user, UserFact.IdentityCreated, After: world.Users.AddIdentity(user, email, verified: false, Time)));
        world.Users.Touch(user, Time);
        return user;
    }

    private static void Tell(World world, User user, UserFact fact, object? before, object? after)
    {
        if (!Equals(before, after))
            world.Tell(new UserEvent(user, fact, before, after));
    }
}

/// <summary>The user stays in the export as inactive; the addresses become free.</summary>
public sealed record DeleteUser(long UserId) : Change<User>
{
    internal override User Run(World world)
    {
        var user = world.Users.Require(UserId);
        user.Active = false;
        world.Users.Replace(user, []);
        world.Users.Touch(user, Time);
        world.Tell(new UserEvent(user, UserFact.Deleted));
        world.Tell(new UserEvent(user, UserFact.Active, Before: true, After: false));
        return user;
    }
}

/// <summary>The loser's tickets and addresses go to the winner; the loser disappears.</summary>
public sealed record MergeUsers(long LoserId, long WinnerId) : Change<User>
{
    internal override User Run(World world)
    {
        var loser = world.Users.Require(LoserId);
        var winner = world.Users.Require(WinnerId);
        foreach (var id in loser.Requested.ToArray())
        {
            var update = new TicketUpdate(world, world.RequireTicket(id), actor: 0, Time);
            update.Set(TicketField.Requester, winner.Position);
            update.Finish();
        }
        var moved = loser.Identities.Select(identity => identity with { Primary = false, UpdatedAt = Time }).ToArray();
        world.Users.Replace(loser, []);
        world.Users.Replace(winner, [.. winner.Identities, .. moved]);
        loser.Active = false;
        loser.MergedInto = winner.Position;
        world.Users.Touch(loser, Time);
        world.Users.Touch(winner, Time);
        world.Tell(new UserEvent(loser, UserFact.Merged, After: winner));
        return winner;
    }
}
