using Microsoft.Extensions.Options;
using TicketPlatform.Application.Notifications;

namespace TicketPlatform.Infrastructure.Notifications;

internal sealed class NotificationTargets(IOptions<NotificationOptions> options, HttpPosting posting, TimeProvider time)
    : INotificationTargets
{
    private readonly Dictionary<string, INotificationChannel> _channels = options.Value.Targets.ToDictionary(
        target => target.Name!,
        target => ChannelOf(target, posting, time)
    );

    public IReadOnlyList<string> Names => [.. _channels.Keys];

    public Task<SendOutcome> SendAsync(string target, OutgoingMessage message, CancellationToken cancellationToken) =>
        _channels[target].SendAsync(message, cancellationToken);

    private static INotificationChannel ChannelOf(NotificationTargetOptions target, HttpPosting posting, TimeProvider time) =>
        target.Channel switch
        {
            Channels.Webhook => new WebhookChannel(target, posting, time),
            Channels.Slack => new SlackChannel(target, posting),
            _ => new EmailChannel(target),
        };
}
