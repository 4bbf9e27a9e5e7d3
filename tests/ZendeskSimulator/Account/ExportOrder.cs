namespace TicketPlatform.ZendeskSimulator.Account;

/// <summary>One place in an export: rows are ordered by time (Unix seconds), then by number.</summary>
internal readonly record struct ExportKey(uint Time, int Number) : IComparable<ExportKey>
{
    public int CompareTo(ExportKey other) => Time != other.Time ? Time.CompareTo(other.Time) : Number.CompareTo(other.Number);
}

/// <summary>
/// The order of an export. A moved row leaves its old key behind, which readers skip because the row no longer says so;
/// keys therefore only ever grow at the end, and a seek is a binary search.
/// </summary>
internal sealed class ExportOrder(Func<ExportKey, bool> isCurrent)
{
    private List<ExportKey> keys = [];
    private int stale;

    public void Build(IEnumerable<ExportKey> all)
    {
        keys = [.. all];
        keys.Sort();
        stale = 0;
    }

    public void Move(ExportKey? from, ExportKey to)
    {
        stale += from is null || from == to ? 0 : 1;
        var at = keys.BinarySearch(to);
        if (at < 0)
            keys.Insert(~at, to);
        if (stale > 10_000 && stale > keys.Count / 2)
            Compact();
    }

    /// <summary>The current keys at or after a position, oldest first.</summary>
    public IEnumerable<ExportKey> From(ExportKey first)
    {
        var at = keys.BinarySearch(first);
        for (var i = at < 0 ? ~at : at; i < keys.Count; i++)
            if (isCurrent(keys[i]))
                yield return keys[i];
    }

    /// <summary>The last current keys before a position, newest first.</summary>
    public IEnumerable<ExportKey> Before(ExportKey end)
    {
        var at = keys.BinarySearch(end);
        for (var i = (at < 0 ? ~at : at) - 1; i >= 0; i--)
            if (isCurrent(keys[i]))
                yield return keys[i];
    }

    private void Compact()
    {
        keys.RemoveAll(key => !isCurrent(key));
        stale = 0;
    }
}
