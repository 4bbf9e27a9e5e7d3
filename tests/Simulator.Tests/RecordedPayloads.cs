namespace TicketPlatform.Simulator.Tests;

/// <summary>Answers of real Zendesk accounts, kept beside the checkout.</summary>
internal static class RecordedPayloads
{
    public static readonly string? Folder = Find();

    /// <summary>Why a test cannot compare; null when it can.</summary>
    public static string? Missing => Folder is null ? "No recorded payloads (shared/fixtures/zendesk) beside the checkout." : null;

    /// <summary>The JSON bodies of one kind of request, such as GET_incremental_tickets_cursor; the empty text finds all.</summary>
    public static IEnumerable<JsonElement> Bodies(string request = "")
    {
        foreach (
            var file in Directory
                .EnumerateFiles(Folder!, "*.json", SearchOption.AllDirectories)
                .Where(file => file.Contains(request, StringComparison.Ordinal))
        )
        {
            var root = JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(file));
            var body =
                root.ValueKind == JsonValueKind.Object && root.TryGetProperty("response", out var response)
                    ? response.GetProperty("body")
                    : root;
            if (body.ValueKind == JsonValueKind.Object)
                yield return body;
        }
    }

    /// <summary>The bodies of recorded requests of one kind, each with the answer's.</summary>
    public static IEnumerable<(JsonElement Request, JsonElement Answer)> Exchanges(string request)
    {
        foreach (var file in Directory.EnumerateFiles(Folder!, $"*{request}*.json", SearchOption.AllDirectories))
        {
            var root = JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(file));
            if (root.TryGetProperty("request", out var asked) && root.TryGetProperty("response", out var answered))
                yield return (asked.GetProperty("body"), answered.GetProperty("body"));
        }
    }

    private static string? Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "TicketPlatform.sln")))
            folder = folder.Parent;
        var recorded = Path.Combine(folder?.Parent?.FullName ?? "", "shared", "fixtures", "zendesk");
        return Directory.Exists(recorded) ? recorded : null;
    }
}

[AttributeUsage(AttributeTargets.Method)]
internal sealed class RecordedTheoryAttribute : TheoryAttribute
{
    public RecordedTheoryAttribute() => Skip = RecordedPayloads.Missing;
}

[AttributeUsage(AttributeTargets.Method)]
internal sealed class RecordedFactAttribute : FactAttribute
{
    public RecordedFactAttribute() => Skip = RecordedPayloads.Missing;
}
