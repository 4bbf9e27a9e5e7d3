using System.Buffers;

namespace TicketPlatform.ZendeskSimulator.Events;

/// <summary>One event as it is sent: the same bytes in every delivery and every attempt.</summary>
internal sealed record Envelope(string Type, byte[] Body);

/// <summary>Wraps events for webhooks. Call it under the account's gate.</summary>
internal sealed class Envelopes(World world, Ulids ulids, SimulatorOptions options)
{
    private readonly EventTime time = new(world.Clock);
    private readonly Random random = new(options.Seed + 2);

    /// <summary>The events of one update that somebody wants; those that nobody wants keep their place in the sequence.</summary>
    public IEnumerable<Envelope> Wrap(EventGroup group, uint at, Func<string, bool> isWanted)
    {
        var sequence = ulids.Next();
        foreach (var (index, happening) in group.Happenings.Index())
        {
            var moment = time.Next(at);
            if (isWanted(happening.Type))
                yield return new Envelope(happening.Type, Write(group, happening, moment, sequence, index + 1));
        }
    }

    /// <summary>What a trigger is set up to send here: ids only, since placeholders are not escaped.</summary>
    public static byte[] TriggerBody(Ticket ticket) =>
        Encoding.UTF8.GetBytes($$"""{"id":"{{ticket.Id}}","updated":"{{WireTime.Text(ticket.UpdatedAt)}}"}""");

    private byte[] Write(EventGroup group, Happening happening, string moment, string sequence, int position)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var json = new Utf8JsonWriter(buffer, JsonAnswer.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteNumber("account_id", AccountIds.Account);
            json.WriteString("id", Guid.NewGuid());
            json.WriteString("type", happening.Type);
            json.WriteString("time", moment);
            json.WriteString("zendesk_event_version", "2022-11-06");
            json.WriteString("subject", group.Subject);
            json.WritePropertyName("detail");
            group.WriteDetail(json, happening);
            json.WriteStartObject("event");
            happening.WriteEvent(json);
            WriteSequence(json, sequence, position);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    private void WriteSequence(Utf8JsonWriter json, string sequence, int position)
    {
        json.WriteStartObject("meta");
        json.WriteStartObject("sequence");
        json.WriteString("id", sequence);
        // Both were seen in live traffic.
        if (random.Next(2) == 0)
            json.WriteNumber("position", position);
        else
            json.WriteString("position", TicketDetail.Id(position));
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
