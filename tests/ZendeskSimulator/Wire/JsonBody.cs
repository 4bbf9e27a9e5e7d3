namespace TicketPlatform.ZendeskSimulator.Wire;

/// <summary>A JSON object sent by a caller; unknown keys are never looked at, as Zendesk ignores them.</summary>
internal readonly record struct JsonBody(JsonElement Element)
{
    public static JsonBody? Parse(ReadOnlyMemory<byte> body, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            return
                root.ValueKind == JsonValueKind.Object
                && root.TryGetProperty(name, out var inner)
                && inner.ValueKind == JsonValueKind.Object
                ? new JsonBody(inner.Clone())
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public bool Has(string name) => Element.TryGetProperty(name, out _);

    /// <summary>Null when missing, empty when null was sent.</summary>
    public string? Text(string name) =>
        !Element.TryGetProperty(name, out var value) ? null
        : value.ValueKind == JsonValueKind.Null ? ""
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : value.GetRawText();

    /// <summary>Null when missing, 0 when null was sent; Zendesk also takes ids as text.</summary>
    public long? Id(string name) =>
        Text(name) is not { } text ? null
        : long.TryParse(text, out var id) ? id
        : 0;

    public bool? Flag(string name) =>
        Element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : null;

    public JsonBody? Object(string name) =>
        Element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? new JsonBody(value) : null;

    public string? Raw(string name) =>
        Element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? value.GetRawText() : null;

    public IReadOnlyList<JsonElement> Items(string name) =>
        Element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [];
}
