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

    public bool IsStaff => Role is "agent" or "admin";

    internal static int? PositionOf(long id)
    {
        var distance = id - FirstId;
        return distance >= 0 && distance % IdStep == 0 && distance / IdStep <= int.MaxValue ? (int)(distance / IdStep) : null;
    }
}
