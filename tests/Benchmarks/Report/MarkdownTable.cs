namespace TicketPlatform.Benchmarks.Report;

/// <summary>A table that reads well in a terminal and as Markdown. The first column is text, the others stand to the right.</summary>
internal static class MarkdownTable
{
    public static string Of(IReadOnlyList<string> head, IEnumerable<string[]> rows)
    {
        string[][] lines =
        [
            [.. head],
            .. rows,
        ];
        var widths = head.Select((_, column) => lines.Max(line => line[column].Length)).ToArray();
        var rule = widths.Select((width, column) => column == 0 ? new string('-', width) : new string('-', Math.Max(1, width - 1)) + ":");
        return string.Join(
            '\n',
            [Line(lines[0], widths), $"| {string.Join(" | ", rule)} |", .. lines.Skip(1).Select(line => Line(line, widths))]
        );
    }

    private static string Line(string[] cells, int[] widths) =>
        $"| {string.Join(" | ", cells.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column])))} |";
}
