using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace TicketPlatform.WebApi.OpenApi;

/// <summary>A body as OpenAPI shows it.</summary>
internal sealed record Example(Type Type, JsonNode Json)
{
    public static Example Of<T>(T value, JsonTypeInfo<T> type) => new(typeof(T), JsonSerializer.SerializeToNode(value, type)!);
}
