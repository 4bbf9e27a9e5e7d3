namespace TicketPlatform.ZendeskSimulator.Support;

/// <summary>The ticket and the audit that a create or an update answers with. Call it under the account's gate.</summary>
internal static class TicketAnswer
{
    public static IResult Json(HttpRequest request, World world, Ticket ticket, int firstEvent) =>
        new StoredAnswer(Render(request, world, ticket, firstEvent), StatusCodes.Status200OK);

    public static byte[] Render(HttpRequest request, World world, Ticket ticket, int firstEvent)
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory, JsonAnswer.WriterOptions))
        {
            json.WriteStartObject();
            json.WritePropertyName("ticket");
            request.TicketJson(world).Write(json, ticket);
            json.WritePropertyName("audit");
            AuditJson.Write(json, world, [.. world.Events.Skip(firstEvent)], firstEvent);
            json.WriteEndObject();
        }
        return memory.ToArray();
    }
}
