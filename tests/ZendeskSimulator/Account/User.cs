namespace TicketPlatform.ZendeskSimulator.Account;

/// <summary>A person known to the account: end user, agent or admin.</summary>
public sealed class User
{
    private const long FirstId = 31740200000000;
    private const int IdStep = 16;

    /// <summary>Position in the account, which tickets and events refer to.</summary>
    public required int Position { get; init; }
    public required string Name { get; set; }
    public string Role { get; internal set; } = "end-user";

    /// <summary>Roles that were given up, oldest first; replaced as a whole on every change. Zendesk tells nobody of them.</summary>
    public IReadOnlyList<FormerRole> FormerRoles { get; internal set; } = [];
    public bool Active { get; internal set; } = true;
    public bool Suspended { get; internal set; }
    public uint CreatedAt { get; init; }
    public uint UpdatedAt { get; internal set; }
    public string? ExternalId { get; internal set; }
    public string? Phone { get; internal set; }
    public string? Notes { get; internal set; }
    public string? Details { get; internal set; }

    /// <summary>The winner's position after a merge.</summary>
    public int? MergedInto { get; internal set; }

    /// <summary>Replaced as a whole on every change, so that a reader never sees half of one.</summary>
    public IReadOnlyList<Identity> Identities { get; internal set; } = [];

    /// <summary>Ids of the requested tickets.</summary>
    internal List<int> Requested { get; } = new(0);

    public long Id => FirstId + ((long)Position * IdStep);

    public string? Email => Identities.FirstOrDefault(identity => identity.Primary)?.Value;

    public bool IsVerified => Identities.Any(identity => identity is { Primary: true, Verified: true });

    public bool IsStaff => IsStaffRole(Role);

    /// <summary>Whether the user was an agent or admin at a moment; the first role known holds for everything before.</summary>
    public bool WasStaff(uint at) => IsStaffRole(FormerRoles.FirstOrDefault(former => former.Until > at)?.Role ?? Role);

    internal void TakeRole(string role, uint at)
    {
        if (role != Role)
            FormerRoles = [.. FormerRoles, new FormerRole(Role, at)];
        Role = role;
    }

    private static bool IsStaffRole(string role) => role is "agent" or "admin";

    internal static int? PositionOf(long id)
    {
        var distance = id - FirstId;
        return distance >= 0 && distance % IdStep == 0 && distance / IdStep <= int.MaxValue ? (int)(distance / IdStep) : null;
    }
}

/// <summary>A role that a user no longer has.</summary>
/// <param name="Role">As Zendesk names it.</param>
/// <param name="Until">The first moment of the next role, in Unix seconds.</param>
public sealed record FormerRole(string Role, uint Until);
