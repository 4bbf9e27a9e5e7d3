using System.Text.Json;
using System.Text.Json.Serialization;

namespace TicketPlatform.WebApi.Http;

/// <summary>Writes instants as <c>2026-11-20T08:15:30Z</c>, with a fraction only where there is one.</summary>
internal sealed class UtcInstantConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime);
}
