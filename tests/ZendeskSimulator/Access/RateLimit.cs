namespace TicketPlatform.ZendeskSimulator.Access;

/// <summary>
/// One of Zendesk's endpoint limits. <see cref="PerTarget"/> counts each ticket or user in the path, and each caller, for itself;
/// <see cref="PerService"/> stands in place of the account's limit, headers included.
/// </summary>
internal sealed record RateLimit(string Name, int Total, int WindowSeconds, string Subject, bool PerTarget = false, bool PerService = false)
{
    /// <summary>One bucket for all exports together.</summary>
    public static readonly RateLimit Exports = new("incremental-exports", 10, 60, "incremental export API");

    public static readonly RateLimit UserExport = new("incremental-exports-cursor", 20, 60, "incremental export API");
    public static readonly RateLimit TicketList = new("tickets-index", 100, 60, "tickets index API");
    public static readonly RateLimit TicketUpdate = new("per-ticket-updates", 30, 600, "ticket update API", PerTarget: true);
    public static readonly RateLimit TicketCreation = new("ticket-request-create-by-user-and-ip", 300, 60, "ticket creation API");
    public static readonly RateLimit TicketDeletion = new("tickets-destroy", 400, 60, "ticket deletion API");
    public static readonly RateLimit DeletedTickets = new("deleted-tickets-index", 10, 60, "deleted tickets API");
    public static readonly RateLimit Scrubbing = new("deleted-tickets-destroy", 1000, 60, "deleted tickets API");
    public static readonly RateLimit Search = new("search-index", 2500, 60, "search API");
    public static readonly RateLimit UserUpdate = new("per-user-updates", 5, 60, "user update API", PerTarget: true);

    /// <summary>Webhooks are a service of its own, whose calls do not count for the account.</summary>
    public static readonly RateLimit Webhooks = new("webhooks", 100, 60, "webhooks API", PerService: true);

    public static readonly RateLimit WebhookTest = new("webhook-tests", 20, 60, "webhook test API", PerService: true);

    /// <summary>All callers of the account together, on the Enterprise Plus plan.</summary>
    public static readonly RateLimit Account = new("account", 2_500, 60, "API");
}
