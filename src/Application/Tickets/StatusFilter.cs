namespace TicketPlatform.Application.Tickets;

/// <summary>Which statuses a list shows.</summary>
/// <param name="Unsolved">Everything that awaits a resolution, unknown statuses included.</param>
/// <param name="Names">Exactly these; null for no restriction by name.</param>
public sealed record StatusFilter(bool Unsolved, IReadOnlyList<string>? Names)
{
    /// <summary>The spellings that the API takes.</summary>
    public const string Spellings =
        "open (new, open, pending and hold together), all, or a list of new, open, pending, hold, solved, closed";

    /// <summary>What no filter at all means.</summary>
    public const string Default = "open";

    private static readonly string[] Known = ["new", "open", "pending", "hold", "solved", "closed"];
    private static readonly StatusFilter Open = new(Unsolved: true, null);
    private static readonly StatusFilter All = new(Unsolved: false, null);

    /// <summary>Reads the parameter; nothing means open, and open alone means everything unsolved. Null if unreadable.</summary>
    public static StatusFilter? Parse(string? text)
    {
        if (text is null or Default)
            return Open;
        if (text == "all")
            return All;
        var names = text.Split(',', StringSplitOptions.TrimEntries);
        return names.All(name => Known.Contains(name)) ? new StatusFilter(Unsolved: false, names) : null;
    }
}
