using TicketPlatform.Application;
using TicketPlatform.Application.Webhooks;
using TicketPlatform.WebApi.Http;
using TicketPlatform.WebApi.OpenApi;

namespace TicketPlatform.WebApi.Webhooks;

/// <summary>Webhooks as OpenAPI shows them.</summary>
internal static class WebhookExamples
{
    private const string EventId = "7c1a0b32-5a4f-4d53-8f2f-0f6f4b2f9c11";

    public static readonly Example Received = Example.Of(new WebhookReceived(EventId, Duplicate: false), ApiJson.Default.WebhookReceived);

    public static readonly Example DeadLetters = Example.Of(
        new DeadLetterList(
            [
                new DeadLetter(
                    EventId,
                    "zen:event-type:ticket.status_changed",
                    35436,
                    "01JQ7ZD1R5H8E2P6S4A9Y3G7MN",
                    new DateTimeOffset(2026, 11, 22, 10, 0, 1, TimeSpan.Zero),
                    1,
                    "The event is not what the contract says at $.detail.requester_id."
                ),
            ],
            new PageInfo(25, null)
        ),
        ApiJson.Default.DeadLetterList
    );

    public static readonly Example Replayed = Example.Of(new DeadLettersReplayed(3), ApiJson.Default.DeadLettersReplayed);
}
