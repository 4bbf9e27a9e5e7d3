namespace TicketPlatform.Architecture.Tests;

/// <summary>
/// Who may lean on whom, layer by layer. A feature has one name everywhere, and a permission holds for the feature in the
/// layer of its table and in those below. The name of a layer stands for the types at its root. Kernel is open to everybody:
/// that is why it is capped.
/// </summary>
internal static class FeaturePermissions
{
    public static readonly Dictionary<string, string[]> Domain = new()
    {
        ["Tickets"] = [],
        ["Users"] = [],
        ["Synchronization"] = [],
        ["Reconciliation"] = ["Tickets"],
        ["Statistics"] = ["Tickets"],
        ["Alerts"] = [],
        ["Notifications"] = [],
        ["Kernel"] = [],
    };

    public static readonly Dictionary<string, string[]> Application = new()
    {
        ["Tickets"] = ["Alerts", "Application", "Jobs", "Outbox", "Persistence", "Telemetry", "Zendesk"],
        ["Users"] = ["Alerts", "Application", "Notifications", "Outbox", "Persistence"],
        ["Synchronization"] = ["Alerts", "Jobs", "Outbox", "Persistence", "Tickets", "Users", "Zendesk"],
        ["Streaming"] = ["Alerts", "Persistence", "Tickets", "Users"],
        ["Outbox"] = ["Alerts"],
        ["Alerts"] = ["Application", "Jobs", "Notifications", "Outbox", "Persistence", "Users"],
        ["Webhooks"] = ["Application", "Jobs", "Persistence", "Telemetry", "Tickets", "Users", "Zendesk"],
        ["Reconciliation"] = ["Jobs", "Persistence", "Synchronization", "Tickets", "Users", "Zendesk"],
        ["Statistics"] = ["Application", "Jobs", "Persistence", "Synchronization", "Tickets", "Zendesk"],
        ["Operations"] = ["Jobs", "Notifications", "Persistence", "Reconciliation", "Synchronization", "Telemetry", "Tickets"],
        ["Notifications"] = ["Application", "Jobs"],
        ["Telemetry"] = [],
        ["Jobs"] = [],
        ["Zendesk"] = [],
        ["Persistence"] = ["Reconciliation", "Synchronization", "Users"],
    };

    public static readonly Dictionary<string, string[]> Infrastructure = new()
    {
        ["Tickets"] = ["Outbox", "Persistence"],
        ["Users"] = ["Outbox", "Persistence"],
        ["Synchronization"] = ["Persistence"],
        ["Streaming"] = ["Alerts", "Persistence", "Tickets"],
        ["Outbox"] = ["Alerts", "Persistence"],
        ["Reconciliation"] = ["Persistence"],
        ["Statistics"] = ["Persistence", "Tickets"],
        ["Operations"] = ["Infrastructure", "Persistence"],
        ["Alerts"] = ["Notifications", "Persistence"],
        ["Notifications"] = ["Infrastructure", "Jobs", "Persistence"],
        ["Webhooks"] = ["Jobs", "Persistence", "Synchronization", "Telemetry", "Tickets", "Zendesk"],
        ["Zendesk"] = ["Operations", "Persistence", "Statistics", "Synchronization", "Tickets", "Users", "Webhooks"],
        ["Jobs"] =
        [
            "Alerts",
            "Infrastructure",
            "Notifications",
            "Operations",
            "Persistence",
            "Reconciliation",
            "Statistics",
            "Synchronization",
            "Telemetry",
            "Tickets",
            "Webhooks",
        ],
        ["Persistence"] = ["Infrastructure", "Jobs", "Reconciliation", "Synchronization", "Users"],
        ["Telemetry"] = ["Jobs", "Notifications", "Operations", "Persistence"],
    };

    public static readonly Dictionary<string, string[]> WebApi = new()
    {
        ["Tickets"] = ["Application", "Authentication", "Http", "OpenApi", "Problems"],
        ["Users"] = ["Application", "Http", "OpenApi", "Problems"],
        ["Webhooks"] = ["Application", "Http", "OpenApi", "Problems", "RateLimiting"],
        ["Statistics"] = ["Application", "Http", "OpenApi", "Problems"],
        ["Streaming"] = ["Alerts", "Authentication", "Http", "OpenApi", "Problems", "Tickets"],
        ["Alerts"] = ["Application", "Authentication", "Http", "Notifications", "OpenApi", "Problems"],
        ["Notifications"] = ["Application", "Http", "OpenApi", "Problems"],
        ["Operations"] = ["Http", "OpenApi", "Problems", "RateLimiting"],
        ["Authentication"] = ["Tickets"],
        ["Http"] = ["Alerts", "Application", "Notifications", "Operations", "Problems", "Tickets", "Users", "Webhooks"],
        ["OpenApi"] = ["Http", "Problems", "RateLimiting"],
        ["Problems"] = ["Application", "Http"],
        ["RateLimiting"] = ["Problems"],
    };
}
