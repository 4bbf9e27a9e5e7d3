using TicketPlatform.ZendeskSimulator.Events;

namespace TicketPlatform.ZendeskSimulator.Delivery;

/// <summary>
/// Follows the account and hands every event to the lines of the webhooks that want it. It runs under the account's gate, where the
/// bytes of an event are made once; sending them is the lines' work.
/// </summary>
internal sealed class WebhookFeed(World world, Envelopes envelopes, DeliveryLines lines, FaultPlan faults, Ulids ulids)
{
    public void Follow() => world.Applied += Tell;

    private void Tell(AppliedChange applied)
    {
        if (world.Webhooks.Count == 0)
            return;
        foreach (var group in AccountNews.Of(world, applied))
        {
            foreach (var envelope in envelopes.Wrap(group, applied.At, type => world.Webhooks.Any(webhook => webhook.Wants(type))))
                Send(envelope.Type, envelope.Body);
            if (group.Triggering is { } ticket)
                Send(Webhook.Triggers, Envelopes.TriggerBody(ticket));
        }
    }

    private void Send(string type, byte[] body)
    {
        foreach (var webhook in world.Webhooks.Where(webhook => webhook.Wants(type)))
            Send(webhook, webhook.HasBody ? body : []);
    }

    private void Send(Webhook webhook, byte[] body)
    {
        var fate = faults.DrawDelivery();
        var line = lines.Of(webhook.Id);
        line.Counts.Happened();
        if (fate.Dropped)
        {
            line.Counts.Drop();
            return;
        }
        line.Accept(new Invocation(ulids.Next(), webhook, body), fate.Delay);
        if (!fate.Duplicated)
            return;
        line.Counts.Duplicate();
        line.Accept(new Invocation(ulids.Next(), webhook, body), fate.DuplicateDelay);
    }
}
