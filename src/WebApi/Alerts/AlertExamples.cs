using TicketPlatform.Application;
using TicketPlatform.Application.Alerts;
using TicketPlatform.Application.Notifications;
using TicketPlatform.WebApi.Http;
using TicketPlatform.WebApi.OpenApi;

namespace TicketPlatform.WebApi.Alerts;

/// <summary>Alerts as OpenAPI shows them, made of the real types so that they cannot drift.</summary>
internal static class AlertExamples
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Id = new("019ac4d1-5a00-7c1e-9d2b-0f6f4b2f9c11");
    private static readonly long[] Tickets = [35421, 35429, 35436, 35440];

    private static readonly AlertView Unseen = new(
        Id,
        new AlertUser(new Guid("0b7e6f0a-3c1d-4a52-9b1e-5f0c2d7a8e91"), "ada@example.com"),
        GetAlerts.Open,
        Noon,
        ClosedAt: null,
        OpenTickets: 4,
        Limit: 3,
        Peak: 4,
        Tickets,
        "ticket",
        [35440],
        BelowSince: null,
        AcknowledgedBy: null,
        AcknowledgedAt: null,
        Note: null,
        SnoozedUntil: null,
        Reminders: 0,
        EscalatedAt: null
    );

    private static readonly AlertView Seen = Unseen with
    {
        AcknowledgedBy = "Grace Hopper",
        AcknowledgedAt = Noon.AddMinutes(3),
        Note = "Calling her at two.",
    };

    public static readonly Example List = Example.Of(new AlertList([Unseen], new PageInfo(25, null)), ApiJson.Default.AlertList);

    public static readonly Example Story = Example.Of(
        new AlertStory(
            Seen,
            [
                new AlertMoment(Noon, "opened", 4, Tickets, null, null, null),
                new AlertMoment(Noon.AddMinutes(3), "acknowledged", 4, [], "Grace Hopper", "Calling her at two.", null),
            ],
            [
                new NotificationView(
                    new Guid("019ac4d1-5a01-7b3f-8c55-d1a0c9e7b412"),
                    $"alert.opened:{Id}",
                    "alert.opened",
                    "warning",
                    Noon,
                    "ada@example.com has 4 open tickets",
                    "More than 3 are too many. Open: 35421, 35429, 35436, 35440.",
                    [new DeliveryReceipt("panel", "delivered", 1, null, Noon.AddSeconds(1), null, "HTTP 204")]
                ),
            ]
        ),
        ApiJson.Default.AlertStory
    );

    public static readonly Example AcknowledgeBody = Example.Of(
        new AcknowledgeBody("Calling her at two."),
        ApiJson.Default.AcknowledgeBody
    );

    public static readonly Example Acknowledged = Example.Of(Seen, ApiJson.Default.AlertView);

    public static readonly Example SnoozeBody = Example.Of(new SnoozeBody("2026-11-27T15:00:00Z"), ApiJson.Default.SnoozeBody);

    public static readonly Example Snoozed = Example.Of(Unseen with { SnoozedUntil = Noon.AddHours(3) }, ApiJson.Default.AlertView);

    public static readonly Example LimitBody = Example.Of(new AlertLimitBody(5), ApiJson.Default.AlertLimitBody);

    public static readonly Example Limit = Example.Of(new AlertLimit(5, IsOwn: true), ApiJson.Default.AlertLimit);
}
