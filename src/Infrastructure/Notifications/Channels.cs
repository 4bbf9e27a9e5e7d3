namespace TicketPlatform.Infrastructure.Notifications;

/// <summary>The channels there are, as the settings name them.</summary>
internal static class Channels
{
    public const string Webhook = "webhook";
    public const string Slack = "slack";
    public const string Email = "email";

    public static readonly IReadOnlyList<string> All = [Webhook, Slack, Email];
}
