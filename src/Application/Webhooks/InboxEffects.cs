using TicketPlatform.Application.Telemetry;
using TicketPlatform.Application.Tickets;
using TicketPlatform.Application.Users;

namespace TicketPlatform.Application.Webhooks;

/// <summary>What news does to the mirror: observations are applied, and whatever they do not tell is marked to be read.</summary>
internal sealed class InboxEffects(
    IMediator mediator,
    ITicketStore tickets,
    IRequesterLinks requesters,
    InboxWork work,
    FreshnessMetrics metrics,
    TimeProvider time
)
{
    /// <summary>Applies news inside the transaction that is open; answers whether something is due to be read from Zendesk.</summary>
    public async Task<bool> ApplyAsync(IReadOnlyList<WebhookNews> news, CancellationToken cancellationToken)
    {
        if (news.Count == 0)
            return false;
        var now = time.GetUtcNow();
        var seen = news.Select(each => each.Ticket).OfType<Domain.Tickets.TicketObservation>().ToList();
        var merged = news.Where(each => each.MergesUsers).SelectMany(each => each.Users).Distinct().ToArray();
        var moved = merged.Length > 0 ? await tickets.OfRequestersAsync(merged, cancellationToken) : [];
        var named = news.SelectMany(each => each.Rereads).Union(moved).ToArray();
        var told = seen.Select(each => each.TicketId).Distinct().ToArray();
        var users = news.SelectMany(each => each.Users).Distinct().ToArray();
        // In the order of all writers: the matching, tickets, users, the log, Zendesk's users. What is only marked at the end is locked here.
        if (named.Length > 0 || users.Length > 0)
            await tickets.LockAsync([.. named.Union(told)], cancellationToken);

        var due = false;
        if (seen.Count > 0)
        {
            var applied = await mediator.Send(new ApplyTicketObservations(seen), cancellationToken);
            due = applied.RereadDue > 0;
        }

        var met = seen.Select(each => each.Content.RequesterId).Distinct().ToArray();
        if (met.Length > 0 || users.Length > 0)
            due |= await requesters.ReadAgainAsync(users, met, now, cancellationToken) > 0;
        return due | await tickets.MarkRereadAsync(named, told, cancellationToken) > 0;
    }

    /// <summary>Measures how long messages took from their arrival until now, when everybody can see them.</summary>
    public void Measure(IReadOnlyList<InboxMessage> visible)
    {
        var now = time.GetUtcNow();
        foreach (var message in visible)
        {
            metrics.WebhookVisible(now - message.ReceivedAt);
            TracedWork.WebhookVisible(message.EventId, work.ReceiptOf(message.EventId), message.ReceivedAt, now);
        }
    }
}
