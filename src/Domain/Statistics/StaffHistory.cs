namespace TicketPlatform.Domain.Statistics;

/// <summary>A role that a Zendesk user took.</summary>
/// <param name="UserId">Zendesk's id.</param>
/// <param name="Since">UTC; it also holds for everything before the first role known.</param>
/// <param name="IsStaff">Whether it is that of an agent or admin.</param>
public sealed record RoleChange(long UserId, DateTimeOffset Since, bool IsStaff);

/// <summary>Who was an agent or admin at which moment.</summary>
public sealed class StaffHistory(IEnumerable<RoleChange> changes)
{
    private readonly ILookup<long, RoleChange> _changes = changes.OrderBy(change => change.Since).ToLookup(change => change.UserId);

    /// <summary>Whether a user was an agent or admin; nobody whom we do not know is, and no automation.</summary>
    public bool IsStaff(long userId, DateTimeOffset at)
    {
        RoleChange? held = null;
        foreach (var change in _changes[userId])
            if (held is null || change.Since <= at)
                held = change;
        return held?.IsStaff ?? false;
    }
}
