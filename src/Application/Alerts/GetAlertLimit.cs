using Microsoft.EntityFrameworkCore;
using TicketPlatform.Application.Persistence;
using TicketPlatform.Application.Users;
using TicketPlatform.Domain.Alerts;

namespace TicketPlatform.Application.Alerts;

/// <summary>How many open tickets a user may have without an alert.</summary>
public sealed record GetAlertLimit(Guid UserId) : IRequest<Result<AlertLimit>>;

internal sealed class GetAlertLimitHandler(ITicketPlatformDb db, AlertRules rules) : IRequestHandler<GetAlertLimit, Result<AlertLimit>>
{
    public async Task<Result<AlertLimit>> Handle(GetAlertLimit query, CancellationToken cancellationToken)
    {
        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(user => user.Id == query.UserId, cancellationToken);
        return user is null
            ? UserFailures.NotFound(query.UserId)
            : new AlertLimit(user.AlertLimit ?? rules.Limit, user.AlertLimit is not null);
    }
}
