namespace TicketPlatform.ZendeskSimulator.Events;

/// <summary>
/// Tells one update of one ticket, an audit of its events, as Zendesk's event types name it. The audit stands in the account's list
/// from <paramref name="firstIndex"/> on.
/// </summary>
internal sealed class TicketNews(World world, Ticket ticket, List<TicketEvent> audit, int firstIndex)
{
    private const string Domain = EventTypes.Prefix + "ticket.";
    private const string SoftDeleted = Domain + "soft_deleted";

    private bool IsCreation => audit[0].Field == TicketField.Created;

    // Deleting and restoring are no updates to a trigger.
    private bool IsLifecycle => audit.Any(change => change.Field == TicketField.Scrubbed || MovesBin(change));

    public EventGroup Tell() =>
        new(
            $"zen:ticket:{ticket.Id}",
            IsCreation ? [new Happening(Domain + "created", static _ => { })] : [.. audit.SelectMany(Changes), .. CustomStatusChange()],
            WriteDetail,
            IsLifecycle ? null : ticket
        );

    private void WriteDetail(Utf8JsonWriter json, Happening happening)
    {
        var status = happening.Type == SoftDeleted ? "DELETED" : TicketDetail.Status(world, ticket);
        TicketDetail.Write(json, world, ticket, world.ActorId(audit[0].Actor), status);
    }

    private IEnumerable<Happening> Changes(TicketEvent change) =>
        change.Field switch
        {
            TicketField.Status => [StatusChange(change)],
            TicketField.Priority =>
            [
                Values("priority_changed", TicketDetail.Upper(world, change.To), TicketDetail.Upper(world, change.From)),
            ],
            TicketField.Type => [Values("type_changed", TicketDetail.Upper(world, change.To), TicketDetail.Upper(world, change.From))],
            TicketField.Subject => [Values("subject_changed", Subject(change.To), Subject(change.From))],
            TicketField.Requester => [Values("requester_changed", User(change.To), User(change.From))],
            TicketField.Assignee => [Values("agent_assignment_changed", User(change.To), User(change.From))],
            TicketField.ExternalId => [Values("external_id_changed", world.Names[change.To], world.Names[change.From])],
            TicketField.Tags => [new Happening(Domain + "tags_changed", json => WriteTags(json, change))],
            TicketField.CustomFields => CustomFieldChanges
                .Between(world.Names[change.From], world.Names[change.To])
                .Select(field => new Happening(Domain + "custom_field_changed", field.Write)),
            TicketField.Comment => [new Happening(Domain + "comment_added", json => WriteComment(json, change))],
            TicketField.Merged =>
            [
                new Happening(Domain + "merged", json => json.WriteString("target_ticket_id", TicketDetail.Id(change.To))),
            ],
            TicketField.Scrubbed => [new Happening(Domain + "permanently_deleted", static _ => { })],
            _ => [],
        };

    private Happening StatusChange(TicketEvent change) =>
        change.To == Names.Deleted ? new Happening(SoftDeleted, static _ => { })
        : change.From == Names.Deleted ? new Happening(Domain + "undeleted", static _ => { })
        : Values("status_changed", TicketDetail.Upper(world, change.To), TicketDetail.Upper(world, change.From));

    // One update can clear the chosen custom status and choose another; only where it began and ended counts.
    private IEnumerable<Happening> CustomStatusChange()
    {
        var statuses = audit.Where(change => change.Field == TicketField.Status).ToList();
        var chosen = audit.Where(change => change.Field == TicketField.CustomStatus).ToList();
        if ((statuses.Count == 0 && chosen.Count == 0) || statuses.Any(MovesBin))
            return [];
        var before = TicketDetail.CustomStatus(
            world,
            statuses.Count > 0 ? statuses[0].From : ticket.Status,
            chosen.Count > 0 ? chosen[0].From : ticket.CustomStatus
        );
        var after = TicketDetail.CustomStatus(world, ticket.Status, ticket.CustomStatus);
        return before == after ? [] : [Values("custom_status_changed", after, before)];
    }

    private static bool MovesBin(TicketEvent change) =>
        change.Field == TicketField.Status && (change.To == Names.Deleted || change.From == Names.Deleted);

    private static Happening Values(string type, string? current, string? previous) =>
        new(
            Domain + type,
            json =>
            {
                json.WriteString("current", current);
                json.WriteString("previous", previous);
            }
        );

    private string? Subject(int name) => name == Names.None ? world.Invented.Subject(ticket.Id) : world.Names[name];

    private string? User(int position) => position == Names.None ? null : TicketDetail.Id(world.Users[position].Id);

    private void WriteTags(Utf8JsonWriter json, TicketEvent change)
    {
        var before = world.Names[change.From]?.Split(' ') ?? [];
        var after = world.Names[change.To]?.Split(' ') ?? [];
        Lists.WriteRows(json, "tags_added", after.Except(before), static (writer, tag) => writer.WriteStringValue(tag));
        Lists.WriteRows(json, "tags_removed", before.Except(after), static (writer, tag) => writer.WriteStringValue(tag));
    }

    private void WriteComment(Utf8JsonWriter json, TicketEvent comment)
    {
        var author = comment.Author == TicketEvent.Automation ? null : world.Users[comment.Author];
        json.WriteStartObject("comment");
        json.WriteString("id", TicketDetail.Id(AuditJson.EventId(firstIndex, audit.IndexOf(comment))));
        json.WriteString("body", world.Names[comment.To] ?? world.DescriptionOf(ticket));
        json.WriteBoolean("is_public", comment.From == 1);
        json.WriteStartObject("author");
        json.WriteString("id", TicketDetail.Id(world.ActorId(comment.Author)));
        json.WriteBoolean("is_staff", author is { IsStaff: true });
        json.WriteString("name", author?.Name ?? "Automation");
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
