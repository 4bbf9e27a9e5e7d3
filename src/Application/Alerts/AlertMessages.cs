using System.Globalization;
using System.Text;
using System.Text.Json;
using TicketPlatform.Domain.Alerts;
using TicketPlatform.Domain.Notifications;

namespace TicketPlatform.Application.Alerts;

/// <summary>What people are told of an episode.</summary>
internal static class AlertMessages
{
    private const string Opened = "alert.opened";
    private const string Escalated = "alert.escalated";
    private const string Reminder = "alert.reminder";
    private const string Closed = "alert.closed";

    /// <summary>The messages about what happened to it since it was loaded. Each has its own key, however often it is made.</summary>
    public static IEnumerable<Notification> Of(AlertEpisode episode, string? email) =>
        episode.Events.Select(happened => Of(happened, episode.State, email ?? "A removed user")).OfType<Notification>();

    /// <summary>What the keys of all messages about an episode begin with.</summary>
    public static string[] KeysOf(Guid alert) => [Key(Opened, alert), Key(Escalated, alert), Key(Reminder, alert), Key(Closed, alert)];

    private static Notification? Of(AlertEvent happened, AlertState alert, string person) =>
        happened.Kind switch
        {
            AlertEventKind.Opened => Message(
                Opened,
                NotificationSeverity.Warning,
                happened,
                alert,
                $"{person} has {Tickets(happened.OpenTickets)}",
                $"More than {Number(alert.Limit)} are too many. Open: {List(happened.Tickets)}."
            ),
            AlertEventKind.Escalated => Message(
                Escalated,
                NotificationSeverity.Critical,
                happened,
                alert,
                $"{person} has {Tickets(happened.OpenTickets)} by now",
                $"That is far above the limit of {Number(alert.Limit)}. Open: {List(happened.Tickets)}."
            ),
            AlertEventKind.Reminded => Message(
                Reminder,
                NotificationSeverity.Warning,
                happened,
                alert,
                $"{person} still has {Tickets(happened.OpenTickets)}",
                alert.Acknowledged is { } by
                    ? $"{by.By} has acknowledged the alert; it was snoozed until now."
                    : "Nobody has acknowledged the alert yet."
            ) with
            {
                Key = $"{Key(Reminder, alert.Id)}:{Number(alert.Reminders)}",
            },
            AlertEventKind.Closed => Message(
                Closed,
                NotificationSeverity.Info,
                happened,
                alert,
                $"{person} has {Tickets(happened.OpenTickets)} again",
                $"The most were {Number(alert.Peak)}; it took from {Text(alert.OpenedAt)} to {Text(happened.At)}."
            ),
            AlertEventKind.Abandoned => Message(
                Closed,
                NotificationSeverity.Info,
                happened,
                alert,
                "An alert is closed because its user was removed",
                $"It was open from {Text(alert.OpenedAt)} to {Text(happened.At)}."
            ),
            _ => null,
        };

    private static Notification Message(
        string kind,
        NotificationSeverity severity,
        AlertEvent happened,
        AlertState alert,
        string title,
        string body
    ) => new(Key(kind, alert.Id), kind, severity, happened.At, title, body, Data(happened, alert));

    private static string Key(string kind, Guid alert) => $"{kind}:{alert}";

    private static string Data(AlertEvent happened, AlertState alert)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("alertId", alert.Id);
            json.WriteString("userId", alert.UserId);
            json.WriteString("openedAt", alert.OpenedAt.UtcDateTime);
            json.WriteNumber("openTickets", happened.OpenTickets);
            json.WriteNumber("peak", alert.Peak);
            json.WriteNumber("limit", alert.Limit);
            json.WriteStartArray("evidence");
            foreach (var ticket in alert.Evidence)
                json.WriteNumberValue(ticket);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static string List(IReadOnlyList<long> tickets) => string.Join(", ", tickets.Select(ticket => Number(ticket)));

    private static string Tickets(int count) => count == 1 ? "1 open ticket" : $"{Number(count)} open tickets";

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(DateTimeOffset instant) =>
        $"{instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC";
}
