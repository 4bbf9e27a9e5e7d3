using System.Text;
using System.Text.Json;

namespace TicketPlatform.Integration.Tests.Zendesk;

/// <summary>An answer that Zendesk once gave, kept beside the repository.</summary>
internal sealed record RecordedAnswer(string File, int? Status, JsonElement Body)
{
    /// <summary>Null where the recordings are not at hand.</summary>
    public static readonly string? Folder = FindFolder();

    /// <summary>Every recorded body that is a JSON object.</summary>
    public static IEnumerable<RecordedAnswer> All()
    {
        var index = Read(Path.Combine(Folder!, "INDEX.json"));
        foreach (var entry in index.EnumerateArray())
        {
            var file = entry.GetProperty("file").GetString()!;
            if (!file.EndsWith(".json", StringComparison.Ordinal))
                continue;
            var content = Read(Path.Combine(Folder!, file));
            var body =
                content.ValueKind == JsonValueKind.Object && content.TryGetProperty("response", out var response)
                    ? response.GetProperty("body")
                    : content;
            int? status = entry.GetProperty("status").ValueKind == JsonValueKind.Number ? entry.GetProperty("status").GetInt32() : null;
            if (body.ValueKind == JsonValueKind.Object)
                yield return new RecordedAnswer(file, status, body);
        }
    }

    /// <summary>The complete rows of a kind: lists under <paramref name="many"/> and single ones under <paramref name="one"/>.</summary>
    public static IEnumerable<(string File, JsonElement Row)> Rows(string many, string one, string mark) =>
        from answer in All()
        where answer.Status is null or < 400
        from row in Elements(answer.Body, many).Concat(Elements(answer.Body, one))
        where row.ValueKind == JsonValueKind.Object && row.TryGetProperty(mark, out var value) && value.ValueKind != JsonValueKind.Null
        select (answer.File, row);

    private static IEnumerable<JsonElement> Elements(JsonElement body, string name)
    {
        if (!body.TryGetProperty(name, out var value))
            yield break;
        if (value.ValueKind != JsonValueKind.Array)
        {
            yield return value;
            yield break;
        }
        foreach (var element in value.EnumerateArray())
            yield return element;
    }

    private static JsonElement Read(string file)
    {
        using var document = JsonDocument.Parse(System.IO.File.ReadAllText(file, Encoding.UTF8));
        return document.RootElement.Clone();
    }

    private static string? FindFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "fixtures", "zendesk");
            if (System.IO.File.Exists(Path.Combine(candidate, "INDEX.json")))
                return candidate;
        }
        return null;
    }
}

/// <summary>A fact that needs the recorded answers.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RecordingsFactAttribute : FactAttribute
{
    public RecordingsFactAttribute()
    {
        if (RecordedAnswer.Folder is null)
            // Other people's recordings are tested against where they lie; they are no part of this repository.
            Skip = "No recorded Zendesk answers (shared/fixtures/zendesk) beside the repository.";
    }
}
