using System.Text.Json;
using System.Text.Json.Serialization;
using TicketPlatform.Domain.Statistics;

namespace TicketPlatform.Application.Statistics;

/// <summary>How figures and certificates are written: stored as they are served, so that a comparison of texts is one of figures.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(PlainDecimalConverter), typeof(PlainInstantConverter)]
)]
[JsonSerializable(typeof(HourFigures))]
[JsonSerializable(typeof(HourCertificate))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, FigureChange>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, WindowRemainder>))]
[JsonSerializable(typeof(AgentStatistics))]
[JsonSerializable(typeof(HourlyStatistics))]
[JsonSerializable(typeof(StatisticsHour))]
[JsonSerializable(typeof(CertifiedHour))]
[JsonSerializable(typeof(FigureExplanation))]
[JsonSerializable(typeof(StatisticsSummary))]
public sealed partial class StatisticsJson : JsonSerializerContext;

/// <summary>What a window's ranking holds besides its agents.</summary>
public sealed record WindowRemainder(long Unattributed, ExcludedResolutions Excluded);

/// <summary>What a figure was and has become.</summary>
public sealed record FigureChange(JsonElement? Before, JsonElement? After);

/// <summary>Writes a decimal without trailing zeros.</summary>
public sealed class PlainDecimalConverter : JsonConverter<decimal>
{
    // Dividing by one with this many decimals takes the zeros away.
    private const decimal One = 1.0000000000000000000000000000m;

    /// <inheritdoc />
    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDecimal();

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteNumberValue(value / One);
}

/// <summary>Writes an instant in UTC, without a fraction where there is none.</summary>
public sealed class PlainInstantConverter : JsonConverter<DateTimeOffset>
{
    /// <inheritdoc />
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset();

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime);
}
