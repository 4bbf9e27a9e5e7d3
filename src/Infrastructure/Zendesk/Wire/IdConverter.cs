using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TicketPlatform.Infrastructure.Zendesk.Wire;

/// <summary>Reads an id that may be a number or a string; webhooks write nobody as "" or "0".</summary>
internal sealed class IdConverter : JsonConverter<long?>
{
    public override long? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.Number when reader.TryGetInt64(out var number) => Id(number),
            JsonTokenType.String when reader.GetString() is var text && string.IsNullOrWhiteSpace(text) => null,
            JsonTokenType.String when long.TryParse(reader.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) =>
                Id(number),
            _ => throw new JsonException("Expected an id."),
        };

    public override void Write(Utf8JsonWriter writer, long? value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.GetValueOrDefault());

    private static long? Id(long number) => number == 0 ? null : number;
}
