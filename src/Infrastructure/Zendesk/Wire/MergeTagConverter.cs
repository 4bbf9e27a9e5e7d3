using System.Text.Json;
using System.Text.Json.Serialization;

namespace TicketPlatform.Infrastructure.Zendesk.Wire;

/// <summary>Reads a list of tags as whether <c>closed_by_merge</c> is among them: no tag becomes a string.</summary>
internal sealed class MergeTagConverter : JsonConverter<bool>
{
    public override bool Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException();
        var found = false;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.String)
                found |= reader.ValueTextEquals("closed_by_merge"u8);
            else
                reader.Skip();
        }
        return found;
    }

    public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options) => writer.WriteBooleanValue(value);
}
