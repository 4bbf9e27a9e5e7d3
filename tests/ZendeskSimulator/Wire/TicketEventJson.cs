namespace TicketPlatform.ZendeskSimulator.Wire;

/// <summary>The events of one update, and the place of the first in the account's list, of which Zendesk's ids are made.</summary>
internal sealed record TicketAudit(int First, IReadOnlyList<TicketEvent> Events);

/// <summary>Writes audits as the event export does: a changed field is the key of its value. Without the side-load, of a comment only its presence.</summary>
internal sealed record TicketEventJson(World World, bool WithComments)
{
    public void Write(Utf8JsonWriter json, TicketAudit audit)
    {
        var start = audit.Events[0];
        json.WriteStartObject();
        json.WriteNumber("id", AuditJson.AuditId(audit.First));
        json.WriteNumber("ticket_id", start.Ticket);
        json.WriteNumber("timestamp", start.At);
        json.WriteTime("created_at", start.At);
        json.WriteNumber("updater_id", World.ActorId(start.Actor));
        json.WriteString("via", "Web Service");
        json.WritePropertyName("system");
        json.WriteRawValue("{}"u8, skipInputValidation: true);
        json.WritePropertyName("metadata");
        json.WriteRawValue("{}"u8, skipInputValidation: true);
        json.WriteString("event_type", "Audit");
        json.WriteStartArray("child_events");
        var isCreation = start.Field == TicketField.Created;
        foreach (var (index, change) in audit.Events.Index())
            WriteChild(json, change, AuditJson.EventId(audit.First, index), audit.First, isCreation);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteChild(Utf8JsonWriter json, TicketEvent change, long id, int first, bool isCreation)
    {
        json.WriteStartObject();
        json.WriteNumber("id", id);
        json.WriteString("via", "Web Service");
        json.WriteNull("via_reference_id");
        if (change.Field == TicketField.Comment)
        {
            json.WriteBoolean("comment_present", true);
            json.WriteBoolean("comment_public", change.From == 1);
            if (WithComments)
                AuditJson.WriteComment(json, World, change, AuditJson.AuditId(first));
            json.WriteString("event_type", "Comment");
        }
        else
        {
            var created = change.Field == TicketField.Created;
            var field = created ? TicketField.Subject : change.Field;
            json.WriteString(AuditJson.FieldName(field), AuditJson.Value(World, field, change.To));
            json.WriteString("previous_value", isCreation ? null : AuditJson.Value(World, field, change.From));
            json.WriteString("event_type", isCreation ? "Create" : "Change");
        }
        json.WriteEndObject();
    }
}
