using System.Text.Json;
using System.Text.Json.Serialization;

namespace TicketPlatform.Benchmarks.Floor;

internal sealed record FloorUser(Guid Id, string Email);

/// <summary>A ticket in the product's own shape.</summary>
internal sealed record FloorTicket(
    long Id,
    string Subject,
    string Description,
    string Status,
    string StatusCategory,
    string StatusText,
    string? Priority,
    DateTime CreatedAt,
    DateTime UpdatedAt,
    DateTime StatusChangedAt,
    DateTime? SolvedAt,
    DateTime ObservedAt
);

internal sealed record FloorAnswer(FloorUser User, List<FloorTicket> Tickets);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, GenerationMode = JsonSourceGenerationMode.Default)]
[JsonSerializable(typeof(FloorAnswer))]
internal sealed partial class FloorJson : JsonSerializerContext;
