namespace TicketPlatform.ZendeskSimulator.Account;

/// <summary>A new webhook, or a known one as it is from now on.</summary>
public sealed record SaveWebhook(Webhook Webhook) : Change<Webhook>
{
    internal override Webhook Run(World world)
    {
        world.Webhooks = [.. world.Webhooks.Where(webhook => webhook.Id != Webhook.Id), Webhook];
        return Webhook;
    }
}

public sealed record DeleteWebhook(string WebhookId) : Change<bool>
{
    /// <summary>Whether there was one.</summary>
    internal override bool Run(World world)
    {
        var before = world.Webhooks.Count;
        world.Webhooks = [.. world.Webhooks.Where(webhook => webhook.Id != WebhookId)];
        return world.Webhooks.Count < before;
    }
}
