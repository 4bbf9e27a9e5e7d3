using Microsoft.EntityFrameworkCore;
using TicketPlatform.Application.Persistence;
using TicketPlatform.Application.Tickets;

namespace TicketPlatform.Application.Streaming;

/// <summary>Follows a user's list from now on, or from where an earlier stream ended.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="Reader">Who follows.</param>
/// <param name="After">The id of the last event seen; null for a new stream.</param>
public sealed record OpenTicketStream(Guid UserId, Reader Reader, long? After) : IRequest<Result<LiveStream>>;

internal sealed class OpenTicketStreamValidator : AbstractValidator<OpenTicketStream>
{
    public OpenTicketStreamValidator() => RuleFor(query => query.After).IsPosition();
}

internal sealed class OpenTicketStreamHandler(ITicketPlatformDb db, StreamOpening opening)
    : IRequestHandler<OpenTicketStream, Result<LiveStream>>
{
    public async Task<Result<LiveStream>> Handle(OpenTicketStream query, CancellationToken cancellationToken)
    {
        // A foreign user and an unknown one look the same.
        if (!query.Reader.MayReadTicketsOf(query.UserId) || !await db.Users.AnyAsync(user => user.Id == query.UserId, cancellationToken))
            return TicketFailures.UserNotFound(query.UserId);
        return await opening.OpenAsync(FeedTopic.ListOf(query.UserId), query.UserId.ToString(), query.After, cancellationToken);
    }
}
