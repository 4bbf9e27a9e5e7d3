using TicketPlatform.Application.Notifications;

namespace TicketPlatform.Infrastructure.Notifications;

/// <summary>The way to one target.</summary>
internal interface INotificationChannel
{
    /// <summary>Whatever the target does is an outcome; only a cancelled token ends in an exception.</summary>
    Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken);
}
