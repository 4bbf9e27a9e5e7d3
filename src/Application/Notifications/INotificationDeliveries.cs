using TicketPlatform.Domain.Notifications;

namespace TicketPlatform.Application.Notifications;

/// <summary>What is to be delivered to whom. Nothing is held while a target is talked to: a lease is an instant in a row.</summary>
public interface INotificationDeliveries
{
    /// <summary>
    /// Takes deliveries to a target, the longest due first, until the end of a lease; those that another node has taken are left to it.
    /// </summary>
    Task<IReadOnlyList<ClaimedDelivery>> ClaimAsync(
        string target,
        DateTimeOffset now,
        DateTimeOffset leasedUntil,
        int limit,
        CancellationToken cancellationToken
    );

    /// <summary>Notes a success, whoever has the lease by now: what has arrived need not be sent again.</summary>
    Task DeliveredAsync(ClaimedDelivery delivery, string receipt, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Notes a failure, if the lease is still this one; without an instant at which to try again, it is a dead letter.</summary>
    Task FailedAsync(ClaimedDelivery delivery, string error, DateTimeOffset? retryAt, CancellationToken cancellationToken);

    /// <summary>Gives up what nobody takes: its time is over, and its target is not among these. Answers how many.</summary>
    Task<int> GiveUpAsync(IReadOnlyCollection<string> targets, DateTimeOffset now, CancellationToken cancellationToken);
}

/// <param name="Target">Whom to send it to.</param>
/// <param name="Message">What to send.</param>
/// <param name="Attempts">How often it was begun, this time included.</param>
/// <param name="GiveUpAt">Nothing is tried after this.</param>
/// <param name="Fence">Of this lease.</param>
public sealed record ClaimedDelivery(string Target, OutgoingMessage Message, int Attempts, DateTimeOffset GiveUpAt, long Fence);

/// <param name="Id">The same in every attempt and for every target: receivers recognise a repetition by it.</param>
/// <param name="Notification">What to tell.</param>
public sealed record OutgoingMessage(Guid Id, Notification Notification);
