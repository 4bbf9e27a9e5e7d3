namespace TicketPlatform.ZendeskSimulator.Support;

/// <summary>The rows of one page and where it ends.</summary>
internal sealed record ExportPage<T>(IReadOnlyList<T> Rows, ExportKey? Last, bool EndOfStream, uint EndTime)
{
    private const int RepeatedRows = 5;

    /// <summary>Rows strictly after a cursor. A full page never ends the stream, even when nothing follows: so recorded traffic shows.</summary>
    public static ExportPage<T> ByCursor(ExportOrder order, ExportWindow window, Func<int, T?> row, bool repeat)
    {
        var rows = Visible(order, window, row).Take(window.PerPage).ToList();
        return new ExportPage<T>(
            Repeated(order, window, row, repeat, rows),
            rows.Count == 0 ? null : rows[^1].Key,
            rows.Count < window.PerPage,
            EndTime: 0
        );
    }

    /// <summary>Rows from a second on; the page is stretched to finish its last second.</summary>
    public static ExportPage<T> ByTime(ExportOrder order, ExportWindow window, Func<int, T?> row, bool repeat)
    {
        var all = Visible(order, window, row).GetEnumerator();
        var rows = new List<(ExportKey Key, T Row)>();
        var more = all.MoveNext();
        for (; more && rows.Count < window.PerPage; more = all.MoveNext())
            rows.Add(all.Current);
        var full = rows.Count;
        for (; more && all.Current.Key.Time == rows[^1].Key.Time; more = all.MoveNext())
            rows.Add(all.Current);
        var last = rows.Count == 0 ? window.StartTime : rows[^1].Key.Time;
        // Only a stretched page steps over its last second; otherwise the boundary rows come again.
        var endTime = more && rows.Count > full ? last + 1 : last;
        return new ExportPage<T>(Repeated(order, window, row, repeat, rows), null, !more, endTime);
    }

    private static IEnumerable<(ExportKey Key, T Row)> Visible(ExportOrder order, ExportWindow window, Func<int, T?> row)
    {
        foreach (var key in order.From(window.From))
        {
            if (key.Time > window.VisibleUpTo)
                yield break;
            if (!window.Withholds(key) && row(key.Number) is { } found)
                yield return (key, found);
        }
    }

    private static List<T> Repeated(
        ExportOrder order,
        ExportWindow window,
        Func<int, T?> row,
        bool repeat,
        List<(ExportKey Key, T Row)> rows
    )
    {
        var before = repeat ? order.Before(window.From).Take(RepeatedRows).Reverse().Select(key => row(key.Number)).OfType<T>() : [];
        return [.. before, .. rows.Select(found => found.Row)];
    }
}
