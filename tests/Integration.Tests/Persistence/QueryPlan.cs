using System.Text.Json;

namespace TicketPlatform.Integration.Tests.Persistence;

/// <summary>What the server did for one statement.</summary>
/// <param name="Statement">Its text.</param>
/// <param name="Buffers">Pages looked at, cached or not.</param>
/// <param name="ReadFromEndToEnd">Tables that it read from end to end.</param>
internal sealed record QueryPlan(string Statement, long Buffers, IReadOnlyList<string> ReadFromEndToEnd)
{
    /// <summary>Reads what auto_explain wrote.</summary>
    public static QueryPlan Read(JsonElement explained)
    {
        var plan = explained.GetProperty("Plan");
        return new(
            explained.GetProperty("Query Text").GetString()!,
            plan.GetProperty("Shared Hit Blocks").GetInt64() + plan.GetProperty("Shared Read Blocks").GetInt64(),
            [.. Nodes(plan).Where(IsSequential).Select(node => node.GetProperty("Relation Name").GetString()!)]
        );
    }

    // One that found its row at once, as `exists` without a condition does, has not read the table.
    private static bool IsSequential(JsonElement node) =>
        node.GetProperty("Node Type").GetString() == "Seq Scan"
        && node.GetProperty("Actual Loops").GetInt64() > 0
        && (node.GetProperty("Actual Rows").GetDouble() > 1 || RowsRemoved(node) > 0);

    private static double RowsRemoved(JsonElement node) =>
        node.TryGetProperty("Rows Removed by Filter", out var removed) ? removed.GetDouble() : 0;

    private static IEnumerable<JsonElement> Nodes(JsonElement node)
    {
        yield return node;
        if (!node.TryGetProperty("Plans", out var children))
            yield break;
        foreach (var child in children.EnumerateArray())
        foreach (var below in Nodes(child))
            yield return below;
    }
}
