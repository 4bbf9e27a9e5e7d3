using Microsoft.EntityFrameworkCore;
using TicketPlatform.Application.Persistence;

namespace TicketPlatform.Application.Users;

/// <summary>One platform user.</summary>
public sealed record GetUser(Guid Id) : IRequest<Result<UserView>>;

internal sealed class GetUserHandler(ITicketPlatformDb db) : IRequestHandler<GetUser, Result<UserView>>
{
    public async Task<Result<UserView>> Handle(GetUser query, CancellationToken cancellationToken)
    {
        var user = await db.Users.Where(user => user.Id == query.Id).Select(UserView.Of).SingleOrDefaultAsync(cancellationToken);
        return user is null ? UserFailures.NotFound(query.Id) : user;
    }
}
