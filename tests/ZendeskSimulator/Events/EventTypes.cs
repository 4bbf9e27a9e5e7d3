namespace TicketPlatform.ZendeskSimulator.Events;

/// <summary>The event types that a webhook can subscribe to.</summary>
internal static class EventTypes
{
    public const string Prefix = "zen:event-type:";

    private const string Tickets =
        "agent_assignment_changed attachment_linked_to_comment attachment_redacted_from_comment brand_changed comment_added "
        + "comment_made_private comment_redacted created csat_received csat_requested custom_field_changed custom_status_changed "
        + "description_changed email_ccs_changed external_id_changed followers_changed form_changed group_assignment_changed "
        + "marked_as_spam merged next_sla_breach_changed ola_policy_changed organization_changed permanently_deleted priority_changed "
        + "problem_link_changed requester_changed schedule_changed sla_policy_changed soft_deleted status_changed subject_changed "
        + "submitter_changed tags_changed task_due_at_changed type_changed undeleted";

    private const string Users =
        "active_changed alias_changed created custom_field_changed custom_role_changed default_group_changed deleted details_changed "
        + "external_id_changed group_membership_created group_membership_deleted identity_changed identity_created identity_deleted "
        + "last_login_changed merged name_changed notes_changed only_private_comments_changed organization_membership_created "
        + "organization_membership_deleted password_changed photo_changed role_changed suspended_changed tags_changed time_zone_changed";

    private const string Organizations = "created custom_field_changed deleted external_id_changed name_changed tags_changed";

    private static readonly HashSet<string> All = [.. Of("ticket", Tickets), .. Of("user", Users), .. Of("organization", Organizations)];

    /// <summary>What a mirror of tickets and their requesters needs to hear of.</summary>
    public static IReadOnlyList<string> Mirror { get; } =
    [
        .. Of(
            "ticket",
            "agent_assignment_changed brand_changed comment_added created custom_field_changed custom_status_changed "
                + "description_changed external_id_changed form_changed group_assignment_changed marked_as_spam merged "
                + "organization_changed permanently_deleted priority_changed problem_link_changed requester_changed soft_deleted "
                + "status_changed subject_changed submitter_changed tags_changed type_changed undeleted"
        ),
        .. Of(
            "user",
            "active_changed created deleted external_id_changed identity_changed identity_created identity_deleted merged "
                + "name_changed role_changed suspended_changed"
        ),
    ];

    public static bool IsKnown(string type) => All.Contains(type);

    private static IEnumerable<string> Of(string subject, string names) => names.Split(' ').Select(name => $"{Prefix}{subject}.{name}");
}
