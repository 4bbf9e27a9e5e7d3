using TicketPlatform.ZendeskSimulator.Delivery;

namespace TicketPlatform.ZendeskSimulator.Webhooks;

/// <summary>The secret that signs a webhook's deliveries, what became of them, and deliveries for a test.</summary>
internal static class DeliveryEndpoints
{
    private static readonly UlidPages<Invocation> Pages = new(
        "invocations",
        static invocation => invocation.Id,
        newestFirst: true,
        WebhookJson.WriteInvocation
    );

    extension(IEndpointRouteBuilder routes)
    {
        public void MapWebhookDeliveries()
        {
            routes.MapPost("/webhooks/test", TestAsync).AdminOnly().Limited(RateLimit.WebhookTest);
            routes.MapGet("/webhooks/{id}/signing_secret", ShowSecret).AdminOnly().Limited(RateLimit.Webhooks);
            routes.MapPost("/webhooks/{id}/signing_secret", ResetSecret).AdminOnly().Limited(RateLimit.Webhooks);
            routes.MapGet("/webhooks/{id}/invocations", ListInvocations).AdminOnly().Limited(RateLimit.Webhooks);
            routes.MapGet("/webhooks/{id}/invocations/{invocation}/attempts", ListAttempts).AdminOnly().Limited(RateLimit.Webhooks);
        }
    }

    private static IResult ShowSecret(string id, World world) =>
        WebhookEndpoints.Find(world, id) is { } webhook ? Secret(webhook, StatusCodes.Status200OK) : Refusal.NotFound;

    private static IResult ResetSecret(string id, HttpContext context, World world)
    {
        lock (world.Gate)
        {
            if (WebhookEndpoints.Find(world, id) is not { } webhook)
                return Refusal.NotFound;
            var changed = webhook with
            {
                SigningSecret = Signature.NewSecret(),
                UpdatedAt = world.Clock.GetUtcNow(),
                UpdatedBy = context.Actor.Id,
            };
            return Secret(world.Apply(new SaveWebhook(changed)), StatusCodes.Status201Created);
        }
    }

    private static IResult ListInvocations(string id, HttpRequest request, World world, DeliveryLines lines) =>
        WebhookEndpoints.Find(world, id) is null ? Refusal.NotFound : Pages.Answer(request, lines.Find(id)?.Log.Recent ?? []);

    private static IResult ListAttempts(string id, string invocation, DeliveryLines lines)
    {
        var found = lines.Find(id)?.Log.Recent.FirstOrDefault(settled => settled.Id == invocation);
        return found is null ? Refusal.NotFound : new JsonAnswer(Write);

        void Write(Utf8JsonWriter json)
        {
            json.WriteStartObject();
            Lists.WriteRows(json, "attempts", found.Attempts, (writer, attempt) => WebhookJson.WriteAttempt(writer, found, attempt));
            json.WriteEndObject();
        }
    }

    private static async Task<IResult> TestAsync(
        HttpRequest request,
        World world,
        Ulids ulids,
        Endpoints endpoints,
        CancellationToken cancellationToken
    )
    {
        if (await request.ReadAsync("request", cancellationToken) is not { } wanted)
            return Refusal.Bad("BadRequest", "Missing parameter: request");
        var saved = request.Query["webhook_id"] is [{ } id] ? WebhookEndpoints.Find(world, id) : null;
        if (saved is null && request.Query.ContainsKey("webhook_id"))
            return Refusal.NotFound;
        var now = world.Clock.GetUtcNow();
        var unsaved = WebhookDraft.New(ulids.Next(), Signature.TestSecret, now, request.HttpContext.Actor) with
        {
            Subscriptions = [Webhook.Triggers],
        };
        var webhook = WebhookDraft.Apply(wanted, saved ?? unsaved);
        if (WebhookRules.Refuse(webhook) is { } refusal)
            return refusal;
        var body = webhook.HasBody ? Encoding.UTF8.GetBytes(wanted.Text("payload") ?? "{}") : [];
        using var message = new WebhookRequest(webhook, ulids.Next(), body, now).Message;
        var answer = await endpoints.CallAsync(message, now, cancellationToken);
        return JsonAnswer.Of("response", json => WebhookJson.WriteAnswer(json, answer));
    }

    private static JsonAnswer Secret(Webhook webhook, int status) =>
        JsonAnswer.Of("signing_secret", json => WebhookJson.WriteSecret(json, webhook), status);
}
