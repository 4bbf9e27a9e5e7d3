using System.Text.Json.Serialization;

namespace TicketPlatform.Infrastructure.Zendesk.Wire;

/// <summary>How answers are read: unknown properties are ignored, ids may be strings, null where a value must be is refused.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = true,
    Converters = [typeof(TextConverter), typeof(TimeConverter)]
)]
[JsonSerializable(typeof(TicketExportAnswer))]
[JsonSerializable(typeof(UserExportAnswer))]
[JsonSerializable(typeof(TicketEventsAnswer))]
[JsonSerializable(typeof(TicketAuditsAnswer))]
[JsonSerializable(typeof(TicketsAnswer))]
[JsonSerializable(typeof(RequestedTicketsAnswer))]
[JsonSerializable(typeof(UsersAnswer))]
[JsonSerializable(typeof(IdentitiesAnswer))]
[JsonSerializable(typeof(CallerAnswer))]
[JsonSerializable(typeof(WebhookWire))]
[JsonSerializable(typeof(TokenRequest))]
[JsonSerializable(typeof(TokenAnswer))]
internal sealed partial class ZendeskJson : JsonSerializerContext;
