namespace TicketPlatform.ZendeskSimulator.Wire;

/// <summary>The ticket's property names, encoded once.</summary>
internal static class TicketNames
{
    public static readonly JsonEncodedText Url = JsonEncodedText.Encode("url");
    public static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    public static readonly JsonEncodedText EncodedId = JsonEncodedText.Encode("encoded_id");
    public static readonly JsonEncodedText ExternalId = JsonEncodedText.Encode("external_id");
    public static readonly JsonEncodedText Via = JsonEncodedText.Encode("via");
    public static readonly JsonEncodedText CreatedAt = JsonEncodedText.Encode("created_at");
    public static readonly JsonEncodedText UpdatedAt = JsonEncodedText.Encode("updated_at");
    public static readonly JsonEncodedText GeneratedTimestamp = JsonEncodedText.Encode("generated_timestamp");
    public static readonly JsonEncodedText Type = JsonEncodedText.Encode("type");
    public static readonly JsonEncodedText Subject = JsonEncodedText.Encode("subject");
    public static readonly JsonEncodedText RawSubject = JsonEncodedText.Encode("raw_subject");
    public static readonly JsonEncodedText Description = JsonEncodedText.Encode("description");
    public static readonly JsonEncodedText Priority = JsonEncodedText.Encode("priority");
    public static readonly JsonEncodedText Status = JsonEncodedText.Encode("status");
    public static readonly JsonEncodedText CustomStatusId = JsonEncodedText.Encode("custom_status_id");
    public static readonly JsonEncodedText Recipient = JsonEncodedText.Encode("recipient");
    public static readonly JsonEncodedText RequesterId = JsonEncodedText.Encode("requester_id");
    public static readonly JsonEncodedText SubmitterId = JsonEncodedText.Encode("submitter_id");
    public static readonly JsonEncodedText AssigneeId = JsonEncodedText.Encode("assignee_id");
    public static readonly JsonEncodedText OrganizationId = JsonEncodedText.Encode("organization_id");
    public static readonly JsonEncodedText GroupId = JsonEncodedText.Encode("group_id");
    public static readonly JsonEncodedText CollaboratorIds = JsonEncodedText.Encode("collaborator_ids");
    public static readonly JsonEncodedText IsPublic = JsonEncodedText.Encode("is_public");
    public static readonly JsonEncodedText Tags = JsonEncodedText.Encode("tags");
    public static readonly JsonEncodedText CustomFields = JsonEncodedText.Encode("custom_fields");
    public static readonly JsonEncodedText Fields = JsonEncodedText.Encode("fields");
    public static readonly JsonEncodedText SatisfactionRating = JsonEncodedText.Encode("satisfaction_rating");
    public static readonly JsonEncodedText SupportType = JsonEncodedText.Encode("support_type");
    public static readonly JsonEncodedText MetricSet = JsonEncodedText.Encode("metric_set");
    public static readonly JsonEncodedText ResultType = JsonEncodedText.Encode("result_type");
}
