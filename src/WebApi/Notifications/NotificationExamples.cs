using TicketPlatform.Application;
using TicketPlatform.Application.Notifications;
using TicketPlatform.WebApi.Http;
using TicketPlatform.WebApi.OpenApi;

namespace TicketPlatform.WebApi.Notifications;

/// <summary>Messages as OpenAPI shows them.</summary>
internal static class NotificationExamples
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    public static readonly Example List = Example.Of(
        new NotificationList(
            [
                new NotificationView(
                    Guid.Parse("019ac4d1-5a00-7c1e-9d2b-0f6f4b2f9c11"),
                    "alert.opened:0b7e6f0a-3c1d-4a52-9b1e-5f0c2d7a8e91",
                    "alert.opened",
                    "warning",
                    Noon,
                    "ada@example.com has 4 open tickets",
                    "Tickets 41, 42, 43 and 44 are open.",
                    [
                        new DeliveryReceipt("panel", "delivered", 1, null, Noon.AddSeconds(1), null, "HTTP 204"),
                        new DeliveryReceipt(
                            "mailbox",
                            "pending",
                            2,
                            Noon.AddSeconds(15),
                            null,
                            "SMTP 451: Greylisted, try again later",
                            null
                        ),
                    ]
                ),
            ],
            new PageInfo(25, null)
        ),
        ApiJson.Default.NotificationList
    );

    public static readonly Example TestBody = Example.Of(new TestNotificationBody("panel"), ApiJson.Default.TestNotificationBody);

    public static readonly Example Tested = Example.Of(
        new TestOutcome("panel", Delivered: true, "HTTP 204", 34),
        ApiJson.Default.TestOutcome
    );
}
