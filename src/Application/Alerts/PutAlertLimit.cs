using Microsoft.EntityFrameworkCore;
using TicketPlatform.Application.Persistence;
using TicketPlatform.Application.Users;
using TicketPlatform.Domain.Alerts;

namespace TicketPlatform.Application.Alerts;

/// <summary>Gives a user a limit of their own, or the common one. Repeating it changes nothing.</summary>
/// <param name="UserId">Whom.</param>
/// <param name="Limit">The most open tickets without an alert; null for the common limit.</param>
public sealed record PutAlertLimit(Guid UserId, int? Limit) : IRequest<Result<AlertLimit>>;

/// <param name="Limit">The most open tickets that the user may have without an alert.</param>
/// <param name="IsOwn">Whether it is the user's own limit rather than the common one.</param>
public sealed record AlertLimit(int Limit, bool IsOwn);

internal sealed class PutAlertLimitValidator : AbstractValidator<PutAlertLimit>
{
    public PutAlertLimitValidator() =>
        RuleFor(command => command.Limit)
            .Must(limit => limit is null or >= 0 and <= 100_000)
            .WithMessage("Expected a whole number from 0 to 100000, or null for the common limit.");
}

internal sealed class PutAlertLimitHandler(ITicketPlatformDb db, IRequesterLinks links, AlertEvaluation evaluation, AlertRules rules)
    : IRequestHandler<PutAlertLimit, Result<AlertLimit>>
{
    public Task<Result<AlertLimit>> Handle(PutAlertLimit command, CancellationToken cancellationToken) =>
        db.InTransactionAsync(token => PutAsync(command, token), cancellationToken);

    private async Task<Result<AlertLimit>> PutAsync(PutAlertLimit command, CancellationToken cancellationToken)
    {
        await links.LockAsync(cancellationToken); // comes before every lock of a user
        var user = await db.Users.SingleOrDefaultAsync(user => user.Id == command.UserId, cancellationToken);
        if (user is null)
            return UserFailures.NotFound(command.UserId);
        user.LimitAlerts(command.Limit);
        await db.SaveChangesAsync(cancellationToken);
        await evaluation.LookAsync([user.Id], AlertCause.Limit, cancellationToken);
        return new AlertLimit(command.Limit ?? rules.Limit, command.Limit is not null);
    }
}
