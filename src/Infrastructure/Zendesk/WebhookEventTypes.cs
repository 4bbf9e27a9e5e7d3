using System.Collections.Frozen;

namespace TicketPlatform.Infrastructure.Zendesk;

/// <summary>The event types whose content matters here. Others are kept and ignored.</summary>
internal static class WebhookEventTypes
{
    public const string Prefix = "zen:event-type:";

    private const string Ticket = $"{Prefix}ticket.";
    private const string User = $"{Prefix}user.";

    public const string TicketCreated = $"{Ticket}created";
    public const string StatusChanged = $"{Ticket}status_changed";
    public const string SoftDeleted = $"{Ticket}soft_deleted";
    public const string PermanentlyDeleted = $"{Ticket}permanently_deleted";
    public const string Undeleted = $"{Ticket}undeleted";
    public const string TicketMerged = $"{Ticket}merged";
    public const string UserMerged = $"{User}merged";

    private static readonly FrozenSet<string> Tickets = new[]
    {
        "agent_assignment_changed",
        "attachment_linked_to_comment",
        "attachment_redacted_from_comment",
        "brand_changed",
        "comment_added",
        "comment_made_private",
        "comment_redacted",
        "created",
        "custom_field_changed",
        "custom_status_changed",
        "description_changed",
        "email_ccs_changed",
        "external_id_changed",
        "followers_changed",
        "form_changed",
        "group_assignment_changed",
        "marked_as_spam",
        "merged",
        "organization_changed",
        "permanently_deleted",
        "priority_changed",
        "problem_link_changed",
        "requester_changed",
        "soft_deleted",
        "status_changed",
        "subject_changed",
        "submitter_changed",
        "tags_changed",
        "task_due_at_changed",
        "type_changed",
        "undeleted",
    }
        .Select(name => Ticket + name)
        .ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Users = new[]
    {
        "active_changed",
        "created",
        "deleted",
        "identity_changed",
        "identity_created",
        "identity_deleted",
        "merged",
        "name_changed",
        "role_changed",
        "suspended_changed",
    }
        .Select(name => User + name)
        .ToFrozenSet(StringComparer.Ordinal);

    public static bool IsOfTicket(string type) => Tickets.Contains(type);

    public static bool IsOfUser(string type) => Users.Contains(type);
}
