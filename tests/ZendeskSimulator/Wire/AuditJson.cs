namespace TicketPlatform.ZendeskSimulator.Wire;

/// <summary>Writes the events of one update as Zendesk's audit; ids inside events are texts, as in live traffic.</summary>
internal static class AuditJson
{
    private const long FirstAuditId = 31740219000000;

    /// <summary>Ids are made from <paramref name="firstIndex"/>, the first event's place in the account's event list.</summary>
    public static void Write(Utf8JsonWriter json, World world, IReadOnlyList<TicketEvent> events, int firstIndex)
    {
        if (events.Count == 0)
        {
            json.WriteNullValue();
            return;
        }
        var audit = AuditId(firstIndex);
        json.WriteStartObject();
        json.WriteNumber("id", audit);
        json.WriteNumber("ticket_id", events[0].Ticket);
        json.WriteTime("created_at", events[0].At);
        json.WriteNumber("author_id", world.ActorId(events[0].Actor));
        json.WritePropertyName("metadata");
        json.WriteRawValue("""{"system":{},"custom":{}}"""u8, skipInputValidation: true);
        json.WritePropertyName("via");
        json.WriteRawValue("""{"channel":"api","source":{"from":{},"to":{},"rel":null}}"""u8, skipInputValidation: true);
        json.WriteStartArray("events");
        var isCreation = events[0].Field == TicketField.Created;
        foreach (var (index, change) in events.Index())
            WriteEvent(json, world, change, EventId(firstIndex, index), audit, isCreation);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>The id of one event of an audit, which for a comment is the comment's.</summary>
    public static long EventId(int firstIndex, int index) => AuditId(firstIndex) + index + 1;

    /// <summary>The id of the audit that begins with an event.</summary>
    public static long AuditId(int firstIndex) => FirstAuditId + (firstIndex * 16L);

    private static void WriteEvent(Utf8JsonWriter json, World world, TicketEvent change, long id, long audit, bool isCreation)
    {
        json.WriteStartObject();
        json.WriteNumber("id", id);
        if (change.Field == TicketField.Comment)
        {
            WriteComment(json, world, change, audit);
        }
        else
        {
            var created = change.Field == TicketField.Created;
            json.WriteString("type", isCreation ? "Create" : "Change");
            json.WriteString("field_name", created ? "subject" : FieldName(change.Field));
            json.WriteString("value", Value(world, created ? TicketField.Subject : change.Field, change.To));
            if (!isCreation)
                json.WriteString("previous_value", Value(world, change.Field, change.From));
        }
        json.WriteEndObject();
    }

    public static void WriteComment(Utf8JsonWriter json, World world, TicketEvent comment, long audit)
    {
        var text = world.Names[comment.To] ?? world.DescriptionOf(world.RequireTicket(comment.Ticket));
        json.WriteString("type", "Comment");
        json.WriteNumber("author_id", world.ActorId(comment.Author));
        json.WriteString("body", text);
        json.WriteString(
            "html_body",
            $"<div class=\"zd-comment\" dir=\"auto\"><p dir=\"auto\">{System.Net.WebUtility.HtmlEncode(text)}</p></div>"
        );
        json.WriteString("plain_body", text);
        json.WriteBoolean("public", comment.From == 1);
        json.WriteStartArray("attachments");
        json.WriteEndArray();
        json.WriteNumber("audit_id", audit);
    }

    public static string FieldName(TicketField field) =>
        field switch
        {
            TicketField.Requester => "requester_id",
            TicketField.Assignee => "assignee_id",
            TicketField.CustomStatus => "custom_status_id",
            TicketField.CustomFields => "custom_fields",
            TicketField.ExternalId => "external_id",
            TicketField.IsPublic => "is_public",
            _ => field.ToString().ToLowerInvariant(),
        };

    public static string? Value(World world, TicketField field, int value) =>
        field switch
        {
            TicketField.Requester or TicketField.Assignee => value == Names.None
                ? null
                : world.Users[value].Id.ToString(CultureInfo.InvariantCulture),
            TicketField.IsPublic => value == 1 ? "true" : "false",
            TicketField.Merged => value.ToString(CultureInfo.InvariantCulture),
            _ => world.Names[value],
        };
}
