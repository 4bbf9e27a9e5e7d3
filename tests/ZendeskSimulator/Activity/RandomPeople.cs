namespace TicketPlatform.ZendeskSimulator.Activity;

/// <summary>Who takes part in random changes, and how the staff changes.</summary>
internal sealed class RandomPeople(World world, Random random)
{
    private const int FewestAgents = 1;

    /// <summary>Nobody's role changes twice within it: who reads the present roles now and then must be able to follow.</summary>
    private const uint Steadiness = 6 * 3_600;

    public User Agent() => Pick(user => user.IsStaff && user.Position > 0) ?? world.Users[0];

    public User Customer() => Pick(user => user is { IsStaff: false, FormerRoles: [] }) ?? world.Users[0];

    /// <summary>Who was an agent once, if anybody.</summary>
    public User? FormerAgent() => Pick(user => user is { IsStaff: false, FormerRoles: [_, ..] });

    /// <summary>The agent in charge, or any.</summary>
    public User AgentOf(Ticket ticket) =>
        ticket.Assignee != Names.None && world.Users[ticket.Assignee] is { IsStaff: true } agent ? agent : Agent();

    public void Demote(uint at)
    {
        var agents = world.Users.All.Where(user => user is { Active: true, Role: "agent" }).ToList();
        if (agents.Count > FewestAgents && Pick(user => user.Role == "agent" && IsSteady(user, at)) is { } agent)
            TakeRole(agent, "end-user", at);
    }

    public void Promote(uint at)
    {
        if (Pick(user => user is { IsStaff: false, FormerRoles: [_, ..] } && IsSteady(user, at)) is { } former)
            TakeRole(former, "agent", at);
    }

    public void Hire(uint at) =>
        world.Apply(
            new CreateUser
            {
                Name = $"Newcomer {world.Users.All.Count}",
                Email = $"newcomer{world.Users.All.Count}@acme.test",
                Role = "agent",
                Verified = true,
                At = at,
            }
        );

    private void TakeRole(User user, string role, uint at) =>
        world.Apply(
            new UpdateUser
            {
                UserId = user.Id,
                Role = role,
                At = at,
            }
        );

    private static bool IsSteady(User user, uint at) =>
        Math.Max(user.CreatedAt, user.FormerRoles.Select(former => former.Until).LastOrDefault()) + Steadiness <= at;

    private User? Pick(Func<User, bool> isMeant)
    {
        var users = world.Users.All.Where(user => user is { Active: true, Suspended: false } && isMeant(user)).ToList();
        return users.Count == 0 ? null : users[random.Next(users.Count)];
    }
}
