using Microsoft.EntityFrameworkCore;
using TicketPlatform.Application.Persistence;
using TicketPlatform.Application.Tickets;

namespace TicketPlatform.Application.Streaming;

/// <summary>Follows a user's list from now on, or from where an earlier stream ended.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="Reader">Who follows.</param>
/// <param name="After">The id of the last event seen; null for a new stream.</param>
public sealed record OpenTicketStream(Guid UserId, Reader Reader, long? After) : IRequest<Result<TicketStream>>;

/// <summary>An open stream; dispose it to leave.</summary>
/// <param name="First">To be sent at once, in this order.</param>
/// <param name="Subscription">What happens afterwards.</param>
public sealed record TicketStream(IReadOnlyList<ListEvent> First, IFeedSubscription Subscription) : IDisposable
{
    public void Dispose() => Subscription.Dispose();
}

internal sealed class OpenTicketStreamValidator : AbstractValidator<OpenTicketStream>
{
    public OpenTicketStreamValidator() =>
        RuleFor(query => query.After)
            .GreaterThanOrEqualTo(0)
            .OverridePropertyName("lastEventId")
            .WithMessage("Expected the id of an event.");
}

internal sealed class OpenTicketStreamHandler(ITicketPlatformDb db, ITicketFeed feed)
    : IRequestHandler<OpenTicketStream, Result<TicketStream>>
{
    public async Task<Result<TicketStream>> Handle(OpenTicketStream query, CancellationToken cancellationToken)
    {
        // A foreign user and an unknown one look the same.
        if (!query.Reader.MayReadTicketsOf(query.UserId) || !await db.Users.AnyAsync(user => user.Id == query.UserId, cancellationToken))
            return TicketFailures.UserNotFound(query.UserId);

        var opening = await feed.SubscribeAsync(query.UserId, cancellationToken);
        if (opening.Subscription is not { } subscription)
            return opening.NodeIsFull ? StreamingFailures.NodeIsFull : StreamingFailures.TooManyStreams;
        try
        {
            return new TicketStream(await FirstAsync(query, subscription.Position, cancellationToken), subscription);
        }
        catch
        {
            subscription.Dispose();
            throw;
        }
    }

    private async Task<IReadOnlyList<ListEvent>> FirstAsync(OpenTicketStream query, long position, CancellationToken cancellationToken)
    {
        if (query.After is not { } after)
            return [new ListEvent(position, ListEventKind.Ready)];
        // Read after subscribing: what happens in between is among the events to come.
        return await feed.ReadAsync(query.UserId, after, position, cancellationToken) ?? [new ListEvent(position, ListEventKind.Reset)];
    }
}
