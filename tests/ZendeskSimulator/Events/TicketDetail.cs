namespace TicketPlatform.ZendeskSimulator.Events;

/// <summary>
/// Writes a ticket as events show it, unlike REST: ids are texts, enumerations upper case, custom_status and form_id have other names,
/// and nobody's address appears.
/// </summary>
internal static class TicketDetail
{
    public static void Write(Utf8JsonWriter json, World world, Ticket ticket, long actorId, string status)
    {
        json.WriteStartObject();
        json.WriteString("actor_id", Id(actorId));
        json.WriteString("assignee_id", ticket.Assignee == Names.None ? null : Id(world.Users[ticket.Assignee].Id));
        json.WriteString("brand_id", Id(AccountIds.Brand));
        json.WriteTime("created_at", ticket.CreatedAt);
        json.WriteString("custom_status", CustomStatus(world, ticket));
        json.WriteString("description", world.DescriptionOf(ticket));
        json.WriteString("external_id", world.Names[ticket.ExternalId]);
        json.WriteString("form_id", Id(AccountIds.Form));
        json.WriteString("group_id", ticket.Assignee == Names.None ? null : Id(AccountIds.Group(ticket.Assignee)));
        json.WriteString("id", Id(ticket.Id));
        json.WriteBoolean("is_public", ticket.IsPublic);
        json.WriteString("organization_id", Id(AccountIds.Organization));
        json.WriteString("priority", Upper(world, ticket.Priority));
        json.WriteString("requester_id", Id(world.Users[ticket.Requester].Id));
        json.WriteString("status", status);
        json.WriteString("subject", world.SubjectOf(ticket));
        json.WriteString("submitter_id", Id(world.Users[ticket.Submitter].Id));
        WriteTags(json, world.Names[ticket.Tags]);
        json.WriteString("type", Upper(world, ticket.Type));
        json.WriteTime("updated_at", ticket.UpdatedAt);
        json.WritePropertyName("via");
        json.WriteRawValue("""{"channel":"web_service"}"""u8, skipInputValidation: true);
        json.WriteEndObject();
    }

    /// <summary>The status in events; of a permanently deleted ticket, a word that REST does not have.</summary>
    public static string Status(World world, Ticket ticket) => ticket.IsScrubbed ? "SCRUBBED" : Upper(world, ticket.Status)!;

    public static string? Upper(World world, int name) => world.Names[name]?.ToUpperInvariant();

    public static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);

    /// <summary>The id of a custom status, which every status has whether one was chosen or not.</summary>
    public static string CustomStatus(World world, int status, int chosen) => world.Names[chosen] ?? Id(AccountIds.CustomStatus(status));

    private static string CustomStatus(World world, Ticket ticket) =>
        CustomStatus(world, ticket.IsDeleted ? ticket.StatusBeforeDeletion : ticket.Status, ticket.CustomStatus);

    private static void WriteTags(Utf8JsonWriter json, string? tags)
    {
        if (tags is null)
        {
            json.WriteNull("tags");
            return;
        }
        json.WriteStartArray("tags");
        foreach (var tag in tags.Split(' '))
            json.WriteStringValue(tag);
        json.WriteEndArray();
    }
}
