using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TicketPlatform.Infrastructure.Zendesk.Wire;

/// <summary>
/// Reads times as UTC in whole seconds, which is all that Zendesk keeps of a ticket or user; some answers carry up to
/// nine fractional digits.
/// </summary>
internal sealed class TimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException();
        // Without a zone the serializer's reader would take the server's own; such a time is read as UTC below.
        if (!reader.ValueSpan.EndsWith("Z"u8) || !reader.TryGetDateTimeOffset(out var time))
        {
            const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
            if (!DateTimeOffset.TryParse(reader.GetString(), CultureInfo.InvariantCulture, Utc, out time))
                throw new JsonException();
        }
        return time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);
}
