using TicketPlatform.Domain.Notifications;

namespace TicketPlatform.Infrastructure.Notifications;

/// <summary>A severity as it is stored, sent and set.</summary>
internal static class SeverityName
{
    public static readonly IReadOnlyList<string> All = [.. Enum.GetValues<NotificationSeverity>().Select(Of)];

    public static string Of(NotificationSeverity severity) =>
        severity switch
        {
            NotificationSeverity.Info => "info",
            NotificationSeverity.Warning => "warning",
            _ => "critical",
        };
}
