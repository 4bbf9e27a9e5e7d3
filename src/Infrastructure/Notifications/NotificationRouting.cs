using Microsoft.Extensions.Options;
using TicketPlatform.Domain.Notifications;

namespace TicketPlatform.Infrastructure.Notifications;

/// <summary>Whom a message is sent to.</summary>
internal sealed class NotificationRouting(IOptions<NotificationOptions> options)
{
    private readonly List<(string Target, NotificationRoute Route)> _routes =
    [
        .. options.Value.Targets.Select(target => (target.Name!, RouteOf(target))),
    ];

    public IReadOnlyList<string> Targets => _routes.ConvertAll(each => each.Target);

    public IEnumerable<string> TargetsOf(Notification notification) =>
        from each in _routes
        where each.Route.Takes(notification.Kind, notification.Severity)
        select each.Target;

    private static NotificationRoute RouteOf(NotificationTargetOptions target) =>
        new(target.Kinds.Count > 0 ? target.Kinds : ["*"], Enum.Parse<NotificationSeverity>(target.LeastSeverity, ignoreCase: true));
}
