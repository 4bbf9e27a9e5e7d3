using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TicketPlatform.Infrastructure.Zendesk.Wire;

/// <summary>Reads an instant as exactly as it is told, in microseconds, which is what PostgreSQL keeps.</summary>
internal sealed class InstantConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (
            reader.TokenType != JsonTokenType.String
            || !DateTimeOffset.TryParse(Text(ref reader), CultureInfo.InvariantCulture, Utc, out var at)
        )
            throw new JsonException("Expected an instant.");
        return at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);

    // Of nine fractional digits the parser takes seven at most.
    private static string Text(ref Utf8JsonReader reader)
    {
        var text = reader.GetString()!;
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
            return text;
        var end = dot + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        return end - dot - 1 <= 7 ? text : string.Concat(text.AsSpan(0, dot + 8), text.AsSpan(end));
    }
}
