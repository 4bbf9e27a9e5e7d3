using Microsoft.EntityFrameworkCore;
using TicketPlatform.Application.Outbox;
using TicketPlatform.Application.Persistence;
using TicketPlatform.Domain.Alerts;
using TicketPlatform.Domain.Users;

namespace TicketPlatform.Application.Users;

/// <summary>Makes the platform know a user under an e-mail address. Repeating it changes nothing.</summary>
public sealed record PutUser(Guid Id, string? Email) : IRequest<Result<UserPut>>;

/// <param name="User">The user as stored now.</param>
/// <param name="Created">Whether they were new.</param>
public sealed record UserPut(UserView User, bool Created);

internal sealed class PutUserValidator : AbstractValidator<PutUser>
{
    public PutUserValidator()
    {
        RuleFor(command => command.Id).NotEqual(Guid.Empty).WithMessage("Expected a uuid other than all zeros.");
        RuleFor(command => command.Email)
            .Must(email => EmailAddress.TryParse(email, out _))
            .WithMessage("Expected one e-mail address of at most 255 characters, such as ada@example.com.");
    }
}

internal sealed class PutUserHandler(ITicketPlatformDb db, IRequesterLinks links, ListChangeEffects effects, TimeProvider time)
    : IRequestHandler<PutUser, Result<UserPut>>
{
    public Task<Result<UserPut>> Handle(PutUser command, CancellationToken cancellationToken) =>
        db.InTransactionAsync(token => PutAsync(command.Id, EmailAddress.Parse(command.Email), token), cancellationToken);

    // As exact as PostgreSQL keeps it, so that the first answer says what every later one will.
    private DateTimeOffset Now() =>
        new(time.GetUtcNow().Ticks / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);

    private async Task<Result<UserPut>> PutAsync(Guid id, EmailAddress email, CancellationToken cancellationToken)
    {
        await links.LockAsync(cancellationToken);
        var normalized = email.Normalized;
        if (await db.Users.AnyAsync(other => other.Id != id && other.Email.ToLower() == normalized, cancellationToken))
            return UserFailures.EmailTaken;

        var user = await db.Users.SingleOrDefaultAsync(user => user.Id == id, cancellationToken);
        var created = user is null;
        if (user is null)
            db.Users.Add(user = new PlatformUser(id, email.Value, Now()));
        else
            user.MoveTo(email);
        await db.SaveChangesAsync(cancellationToken);

        var requesters = await links.FindAsync(id, normalized, cancellationToken);
        await effects.ApplyAsync(await links.RelinkAsync(requesters, cancellationToken), AlertCause.Matching, cancellationToken);
        return new UserPut(new UserView(user.Id, user.Email, user.CreatedAt), created);
    }
}
