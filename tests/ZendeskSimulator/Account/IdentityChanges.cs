namespace TicketPlatform.ZendeskSimulator.Account;

/// <summary>A further address of a user, the primary one if it is the first.</summary>
public sealed record AddIdentity(long UserId, string Email, bool Verified) : Change<Identity>
{
    internal override Identity Run(World world)
    {
        var user = world.Users.Require(UserId);
        var identity = world.Users.AddIdentity(user, Email, Verified, Time);
        world.Users.Touch(user, Time);
        world.Tell(new UserEvent(user, UserFact.IdentityCreated, After: identity));
        return identity;
    }
}

/// <summary>Verifies an address, or makes it the primary one.</summary>
public sealed record ChangeIdentity(long UserId, long IdentityId, bool Verify, bool MakePrimary) : Change<User>
{
    internal override User Run(World world)
    {
        var user = world.Users.Require(UserId);
        var before = user.Identities;
        world.Users.Replace(user, [.. before.Select(Changed)]);
        world.Users.Touch(user, Time);
        foreach (var (was, now) in before.Zip(user.Identities).Where(pair => pair.First != pair.Second))
            world.Tell(new UserEvent(user, UserFact.IdentityChanged, was, now));
        return user;
    }

    private Identity Changed(Identity identity)
    {
        var isMeant = identity.Id == IdentityId;
        var after = identity with
        {
            Verified = identity.Verified || (isMeant && Verify),
            Primary = MakePrimary ? isMeant : identity.Primary,
        };
        return after == identity ? identity : after with { UpdatedAt = Time };
    }
}

public sealed record RemoveIdentity(long UserId, long IdentityId) : Change<User>
{
    internal override User Run(World world)
    {
        var user = world.Users.Require(UserId);
        var removed = user.Identities.Where(identity => identity.Id == IdentityId).ToList();
        world.Users.Replace(user, [.. user.Identities.Except(removed)]);
        world.Users.Touch(user, Time);
        foreach (var identity in removed)
            world.Tell(new UserEvent(user, UserFact.IdentityDeleted, Before: identity));
        return user;
    }
}

/// <summary>Moves the account's clock, so that a restart goes on at the same time.</summary>
public sealed record MoveClock(TimeSpan Offset) : Change<SimulatorClock>
{
    internal override SimulatorClock Run(World world)
    {
        world.Clock.Offset = Offset;
        return world.Clock;
    }
}
