namespace TicketPlatform.ZendeskSimulator.Wire;

/// <summary>Writes tickets in Zendesk's form.</summary>
internal sealed class TicketJson(World world, string baseUrl)
{
    private static readonly byte[] Via = """{"channel":"web","source":{"from":{},"to":{},"rel":null}}"""u8.ToArray();
    private static readonly byte[] DefaultFields =
        """[{"id":31740267646868,"value":null},{"id":40216384709781,"value":null}]"""u8.ToArray();

    // The value of one property and, with it, those that are the same in every ticket here: written in one go.
    private static readonly byte[] NoCollaborators =
        """[],"follower_ids":[],"email_cc_ids":[],"forum_topic_id":null,"problem_id":null,"has_incidents":false,"due_at":null"""u8.ToArray();

    private static readonly byte[] Unoffered = Encoding.UTF8.GetBytes(
        $$"""{"score":"unoffered"},"satisfaction_probability":null,"sharing_agreement_ids":[],"followup_ids":[],"ticket_form_id":{{AccountIds.Form}},"brand_id":{{AccountIds.Brand}},"allow_channelback":false,"allow_attachments":true,"from_messaging_channel":false"""
    );
    private readonly string prefix = $"{baseUrl}/api/v2/tickets/";

    /// <summary>What show, list and create answer leave unknown.</summary>
    public bool WithGeneratedTimestamp { get; init; }

    public bool WithMetricSet { get; init; }

    public void Write(Utf8JsonWriter json, Ticket ticket)
    {
        json.WriteStartObject();
        WriteProperties(json, ticket);
        json.WriteEndObject();
    }

    public void WriteSearchResult(Utf8JsonWriter json, Ticket ticket)
    {
        json.WriteStartObject();
        WriteProperties(json, ticket);
        json.WriteString(TicketNames.ResultType, "ticket");
        json.WriteEndObject();
    }

    private void WriteProperties(Utf8JsonWriter json, Ticket ticket)
    {
        WriteIdentity(json, ticket);
        WriteTexts(json, ticket);
        WritePeople(json, ticket);
        WriteState(json, ticket);
        WriteExtras(json, ticket);
        if (WithMetricSet)
            MetricSetJson.WriteSideLoad(json, ticket, prefix);
    }

    private void WriteIdentity(Utf8JsonWriter json, Ticket ticket)
    {
        json.WriteString(TicketNames.Url, $"{prefix}{ticket.Id}.json");
        json.WriteNumber(TicketNames.Id, ticket.Id);
        json.WriteString(TicketNames.EncodedId, $"K{ticket.Id:X5}-XR4PD");
        json.WriteString(TicketNames.ExternalId, world.Names[ticket.ExternalId]);
        Raw(json, TicketNames.Via, Via);
        json.WriteTime(TicketNames.CreatedAt, ticket.CreatedAt);
        json.WriteTime(TicketNames.UpdatedAt, ticket.UpdatedAt);
        json.WriteNumber(TicketNames.GeneratedTimestamp, WithGeneratedTimestamp ? ticket.GeneratedAt : 0);
    }

    private void WriteTexts(Utf8JsonWriter json, Ticket ticket)
    {
        var subject = world.SubjectOf(ticket);
        json.WriteString(TicketNames.Type, world.Names[ticket.Type]);
        json.WriteString(TicketNames.Subject, subject);
        json.WriteString(TicketNames.RawSubject, subject);
        json.WriteString(TicketNames.Description, world.DescriptionOf(ticket));
        json.WriteString(TicketNames.Priority, world.Names[ticket.Priority]);
        json.WriteString(TicketNames.Status, world.Names[ticket.Status]);
    }

    private void WritePeople(Utf8JsonWriter json, Ticket ticket)
    {
        json.WriteNull(TicketNames.Recipient);
        json.WriteNumber(TicketNames.RequesterId, world.Users[ticket.Requester].Id);
        json.WriteNumber(TicketNames.SubmitterId, world.Users[ticket.Submitter].Id);
        WriteId(json, TicketNames.AssigneeId, ticket.Assignee == Names.None ? null : world.Users[ticket.Assignee].Id);
        json.WriteNumber(TicketNames.OrganizationId, AccountIds.Organization);
        WriteId(json, TicketNames.GroupId, ticket.Assignee == Names.None ? null : AccountIds.Group(ticket.Assignee));
        Raw(json, TicketNames.CollaboratorIds, NoCollaborators);
    }

    private void WriteState(Utf8JsonWriter json, Ticket ticket)
    {
        var status = ticket.IsDeleted ? ticket.StatusBeforeDeletion : ticket.Status;
        if (world.Names[ticket.CustomStatus] is { } customStatus)
            Raw(json, TicketNames.CustomStatusId, Encoding.ASCII.GetBytes(customStatus));
        else
            json.WriteNumber(TicketNames.CustomStatusId, AccountIds.CustomStatus(status));
        json.WriteBoolean(TicketNames.IsPublic, ticket.IsPublic);
        json.WriteStartArray(TicketNames.Tags);
        if (world.Names[ticket.Tags] is { } tags)
            foreach (var tag in tags.Split(' '))
                json.WriteStringValue(tag);
        json.WriteEndArray();
    }

    private void WriteExtras(Utf8JsonWriter json, Ticket ticket)
    {
        var fields = world.Names[ticket.CustomFields] is { } given ? Encoding.UTF8.GetBytes(given) : DefaultFields;
        Raw(json, TicketNames.CustomFields, fields);
        Raw(json, TicketNames.Fields, fields);
        Raw(json, TicketNames.SatisfactionRating, Unoffered);
        json.WriteString(TicketNames.SupportType, ticket.IsForAiAgent ? "ai_agent" : "agent");
    }

    private static void WriteId(Utf8JsonWriter json, JsonEncodedText name, long? id)
    {
        if (id is { } value)
            json.WriteNumber(name, value);
        else
            json.WriteNull(name);
    }

    private static void Raw(Utf8JsonWriter json, JsonEncodedText name, byte[] value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(value, skipInputValidation: true);
    }
}
