namespace TicketPlatform.ZendeskSimulator.Events;

/// <summary>One custom field whose value changed; values are JSON, null is none.</summary>
internal sealed record CustomFieldChange(string Field, JsonElement? Previous, JsonElement? Current)
{
    public void Write(Utf8JsonWriter json)
    {
        WriteValue(json, "current", Current);
        WriteValue(json, "previous", Previous);
        json.WriteStartObject("custom_field");
        json.WriteString("id", Field);
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, string name, JsonElement? value)
    {
        json.WritePropertyName(name);
        if (value is { } known)
            known.WriteTo(json);
        else
            json.WriteNullValue();
    }
}

/// <summary>What differs between two custom_fields arrays.</summary>
internal static class CustomFieldChanges
{
    public static IEnumerable<CustomFieldChange> Between(string? before, string? after)
    {
        var (old, current) = (Values(before), Values(after));
        foreach (var field in old.Keys.Union(current.Keys))
        {
            var change = new CustomFieldChange(field, Value(old, field), Value(current, field));
            if (change.Previous?.GetRawText() != change.Current?.GetRawText())
                yield return change;
        }
    }

    private static JsonElement? Value(Dictionary<string, JsonElement> values, string field) =>
        values.TryGetValue(field, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static Dictionary<string, JsonElement> Values(string? fields)
    {
        var values = new Dictionary<string, JsonElement>();
        foreach (var field in fields is null ? [] : JsonSerializer.Deserialize<JsonElement[]>(fields)!)
            if (
                field.ValueKind == JsonValueKind.Object
                && field.TryGetProperty("id", out var id)
                && field.TryGetProperty("value", out var value)
            )
                values[id.ToString()] = value;
        return values;
    }
}
