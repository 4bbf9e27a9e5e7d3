using TicketPlatform.ZendeskSimulator.Delivery;

namespace TicketPlatform.ZendeskSimulator.Webhooks;

/// <summary>The administration of webhooks, for admins.</summary>
internal static class WebhookEndpoints
{
    private static readonly UlidPages<Webhook> Pages = new(
        "webhooks",
        static webhook => webhook.Id,
        newestFirst: false,
        static (json, webhook) => WebhookJson.Write(json, webhook, isFresh: false)
    );

    extension(IEndpointRouteBuilder routes)
    {
        public void MapWebhooks()
        {
            routes.MapGet("/webhooks", List).AdminOnly().Limited(RateLimit.Webhooks);
            routes.MapPost("/webhooks", CreateAsync).AdminOnly().Limited(RateLimit.Webhooks);
            routes.MapGet("/webhooks/{id}", Show).AdminOnly().Limited(RateLimit.Webhooks);
            routes.MapPut("/webhooks/{id}", ReplaceAsync).AdminOnly().Limited(RateLimit.Webhooks);
            routes.MapPatch("/webhooks/{id}", ChangeAsync).AdminOnly().Limited(RateLimit.Webhooks);
            routes.MapDelete("/webhooks/{id}", Delete).AdminOnly().Limited(RateLimit.Webhooks);
        }
    }

    public static Webhook? Find(World world, string id) => world.Webhooks.FirstOrDefault(webhook => webhook.Id == id);

    private static IResult List(HttpRequest request, World world)
    {
        var part = request.Query["filter[name_contains]"].ToString();
        return Pages.Answer(request, world.Webhooks.Where(webhook => webhook.Name.Contains(part, StringComparison.OrdinalIgnoreCase)));
    }

    private static IResult Show(string id, World world) =>
        Find(world, id) is { } webhook ? One(webhook, isFresh: false, StatusCodes.Status200OK) : Refusal.NotFound;

    private static async Task<IResult> CreateAsync(HttpRequest request, World world, Ulids ulids, CancellationToken cancellationToken)
    {
        var blank = WebhookDraft.New(ulids.Next(), Signature.NewSecret(), world.Clock.GetUtcNow(), request.HttpContext.Actor);
        if (request.Query["clone_webhook_id"] is [{ } original])
            return Find(world, original) is { } found ? Create(world, Clone(found, blank)) : Refusal.NotFound;
        if (await request.ReadAsync("webhook", cancellationToken) is not { } wanted)
            return WebhookRules.NoWebhook;
        var webhook = WebhookDraft.Apply(wanted, blank);
        return WebhookRules.RefuseMissing(wanted) ?? WebhookRules.Refuse(webhook) ?? Create(world, webhook);
    }

    private static Webhook Clone(Webhook original, Webhook blank) =>
        original with
        {
            Id = blank.Id,
            Name = $"{original.Name} (copy)",
            SigningSecret = blank.SigningSecret,
            CreatedAt = blank.CreatedAt,
            CreatedBy = blank.CreatedBy,
            UpdatedAt = null,
            UpdatedBy = null,
        };

    private static JsonAnswer Create(World world, Webhook webhook) =>
        One(world.Apply(new SaveWebhook(webhook)), isFresh: true, StatusCodes.Status201Created);

    private static Task<IResult> ReplaceAsync(string id, HttpRequest request, World world, CancellationToken cancellationToken) =>
        SaveAsync(id, request, world, WebhookRules.RefuseMissing, cancellationToken);

    private static Task<IResult> ChangeAsync(string id, HttpRequest request, World world, CancellationToken cancellationToken) =>
        SaveAsync(id, request, world, static _ => null, cancellationToken);

    private static async Task<IResult> SaveAsync(
        string id,
        HttpRequest request,
        World world,
        Func<JsonBody, IResult?> refuse,
        CancellationToken cancellationToken
    )
    {
        if (await request.ReadAsync("webhook", cancellationToken) is not { } wanted)
            return WebhookRules.NoWebhook;
        lock (world.Gate)
        {
            if (Find(world, id) is not { } known)
                return Refusal.NotFound;
            var webhook = WebhookDraft.Apply(wanted, known) with
            {
                UpdatedAt = world.Clock.GetUtcNow(),
                UpdatedBy = request.HttpContext.Actor.Id,
            };
            if ((refuse(wanted) ?? WebhookRules.RefuseOtherKind(known, webhook) ?? WebhookRules.Refuse(webhook)) is { } refusal)
                return refusal;
            world.Apply(new SaveWebhook(webhook));
            return Results.NoContent();
        }
    }

    private static IResult Delete(string id, World world) => world.Apply(new DeleteWebhook(id)) ? Results.NoContent() : Refusal.NotFound;

    private static JsonAnswer One(Webhook webhook, bool isFresh, int status) =>
        JsonAnswer.Of("webhook", json => WebhookJson.Write(json, webhook, isFresh), status);
}
