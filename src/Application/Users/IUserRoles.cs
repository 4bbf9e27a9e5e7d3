namespace TicketPlatform.Application.Users;

/// <summary>A role that a Zendesk user took.</summary>
/// <param name="UserId">Zendesk's id.</param>
/// <param name="Since">UTC: Zendesk's <c>updated_at</c> when it was first told.</param>
/// <param name="Role">end-user, agent, admin, or a value unknown to us.</param>
public sealed record UserRole(long UserId, DateTimeOffset Since, string Role);

/// <summary>Who had which role when; only ever added to.</summary>
public interface IUserRoles
{
    /// <summary>
    /// Notes roles in the open transaction. One that is not its user's first changes what was counted since then; the first also holds for
    /// the time before it, and changes what was counted since an agent first acted in the last day of events.
    /// </summary>
    Task AddAsync(IReadOnlyCollection<UserRole> roles, CancellationToken cancellationToken);
}
