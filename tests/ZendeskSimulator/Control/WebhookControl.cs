using TicketPlatform.ZendeskSimulator.Delivery;

namespace TicketPlatform.ZendeskSimulator.Control;

/// <summary>What became of the webhooks' events, and a wait until nothing is on its way any more.</summary>
internal static class WebhookControl
{
    private static readonly TimeSpan SettlePatience = TimeSpan.FromSeconds(60);

    extension(IEndpointRouteBuilder control)
    {
        public void MapWebhookControl()
        {
            control.MapGet("/webhooks", object (World world, DeliveryLines lines) => new { webhooks = WebhookTruth.All(world, lines) });
            control.MapPost("/webhooks/settle", SettleAsync);
        }
    }

    private static async Task<IResult> SettleAsync(DeliveryLines lines, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(SettlePatience);
        try
        {
            await lines.Pending.WhenNoneAsync(patience.Token);
            return Results.Json(new Rest(true, 0));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Results.Json(new Rest(false, lines.Pending.Count), statusCode: StatusCodes.Status504GatewayTimeout);
        }
    }

    private sealed record Rest(bool Settled, int Pending);
}

/// <summary>A webhook and what became of its events since the start of the simulator.</summary>
/// <param name="Events">Meant for the webhook, dropped ones included.</param>
/// <param name="Delivered">Invocations that the endpoint accepted, duplicates included.</param>
/// <param name="Failed">Invocations that were given up, or lost to an open circuit.</param>
/// <param name="Dropped">Events lost by the fault of that name.</param>
/// <param name="Duplicated">Invocations added by the fault of that name.</param>
/// <param name="Retried">Attempts after the first of each invocation.</param>
/// <param name="Pending">Invocations held back, waiting or on their way.</param>
public sealed record WebhookTruth(
    string Id,
    string Name,
    Uri Endpoint,
    string Status,
    IReadOnlyList<string> Subscriptions,
    long Events,
    long Delivered,
    long Failed,
    long Dropped,
    long Duplicated,
    long Retried,
    long Pending
)
{
    internal static IReadOnlyList<WebhookTruth> All(World world, DeliveryLines lines) =>
        [.. world.Webhooks.Select(webhook => Of(webhook, lines.Find(webhook.Id)?.Counts ?? new DeliveryCounts()))];

    private static WebhookTruth Of(Webhook webhook, DeliveryCounts counts) =>
        new(
            webhook.Id,
            webhook.Name,
            webhook.Endpoint,
            webhook.Status,
            webhook.Subscriptions,
            counts.Events,
            counts.Delivered,
            counts.Failed,
            counts.Dropped,
            counts.Duplicated,
            counts.Retried,
            counts.Pending
        );
}
