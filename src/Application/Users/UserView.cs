using System.Linq.Expressions;
using TicketPlatform.Domain.Users;

namespace TicketPlatform.Application.Users;

/// <summary>A platform user as the REST API shows it.</summary>
/// <param name="Id">The company's id of the person.</param>
/// <param name="Email">The address by which their tickets are found.</param>
/// <param name="CreatedAt">When the platform first heard of them (UTC).</param>
public sealed record UserView(Guid Id, string Email, DateTimeOffset CreatedAt)
{
    internal static readonly Expression<Func<PlatformUser, UserView>> Of = user => new UserView(user.Id, user.Email, user.CreatedAt);
}
