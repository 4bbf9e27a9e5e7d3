using TicketPlatform.Domain.Tickets;
using TicketPlatform.Infrastructure.Zendesk.Wire;

namespace TicketPlatform.Infrastructure.Zendesk;

/// <summary>Turns the description of a ticket inside an event into an observation.</summary>
internal static class WebhookTickets
{
    /// <summary>Null where the description is not whole enough to stand for the ticket.</summary>
    public static TicketObservation? Observe(string type, long ticket, WebhookTicketWire detail, DateTimeOffset? time)
    {
        if (
            detail is not { RequesterId: { } requester, CreatedAt: { } created, UpdatedAt: { } updated, Status: not null }
            || time is not { } at
        )
            return null;

        var status = StatusOf(type, detail.Status);
        var setStatus = type is WebhookEventTypes.TicketCreated or WebhookEventTypes.StatusChanged;
        var second = at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond));
        var content = new TicketContent(
            requester,
            detail.Subject ?? "",
            detail.Description ?? "",
            status,
            detail.CustomStatus,
            string.IsNullOrWhiteSpace(detail.Priority) ? null : detail.Priority.ToLowerInvariant(),
            detail.AssigneeId,
            detail.GroupId,
            created,
            updated,
            setStatus ? second : null,
            setStatus && status == TicketStatus.Solved ? second : null,
            detail.IsPublic ?? true,
            (detail.IsMergedAway ?? false) || type == WebhookEventTypes.TicketMerged
        );
        return new TicketObservation(
            ticket,
            content,
            VersionOf(type, updated, second),
            ObservationSource.Webhook,
            at,
            setStatus ? detail.ActorId : null
        );
    }

    // What is deleted is so whatever the description says; archived tickets are closed ones.
    private static TicketStatus StatusOf(string type, string status)
    {
        var told = TicketStatus.Parse(status);
        return type is WebhookEventTypes.SoftDeleted or WebhookEventTypes.PermanentlyDeleted || told.Name == "scrubbed"
                ? TicketStatus.Deleted
            : told.Name == "archived" ? TicketStatus.Closed
            : told;
    }

    // A scrub, and perhaps a deletion, leaves updated_at alone; the export then counts by the instant itself, and so does this.
    private static long VersionOf(string type, DateTimeOffset updated, DateTimeOffset second)
    {
        var own = type is WebhookEventTypes.SoftDeleted or WebhookEventTypes.PermanentlyDeleted or WebhookEventTypes.Undeleted;
        return (own && second > updated ? second : updated).ToUnixTimeSeconds();
    }
}
