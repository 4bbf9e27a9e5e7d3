namespace TicketPlatform.ZendeskSimulator.Support;

/// <summary>What an export request asks for, and what it may see.</summary>
internal sealed record ExportWindow(ExportKey From, string? Cursor, uint StartTime, uint VisibleUpTo, int PerPage)
{
    public const int MaxPerPage = 1000;

    /// <summary>What may hold changes back for longer than Zendesk holds back all.</summary>
    public FaultPlan? Faults { get; init; }

    /// <summary>Whether a change is not shown yet although its time has come.</summary>
    public bool Withholds(ExportKey change) => Faults?.Withholds(change, VisibleUpTo + HiddenSeconds) ?? false;

    /// <summary>Zendesk withholds the last minute.</summary>
    public const uint HiddenSeconds = 60;

    /// <summary>Reads start_time or cursor; <paramref name="numberOf"/> turns the id in a cursor into the number in the export's order.</summary>
    public static ExportWindow? Parse(HttpRequest request, uint now, Func<long, int?> numberOf, out IResult? refusal)
    {
        refusal = null;
        var visible = now - HiddenSeconds;
        var perPage = int.TryParse(request.Query["per_page"], out var asked) && asked > 0 ? Math.Min(asked, MaxPerPage) : MaxPerPage;
        if (request.Query["cursor"].ToString() is { Length: > 0 } cursor)
        {
            if (TryRead(cursor, out var time, out var id) && numberOf(id) is { } number)
                return new ExportWindow(new ExportKey(time, number + 1), cursor, time, visible, perPage);
            refusal = Refusal.Bad("InvalidCursor", "The cursor is invalid");
        }
        else if (!uint.TryParse(request.Query["start_time"], out var start))
            refusal = Refusal.Bad("StartTimeMissing", "Missing parameter: Required param start_time could not be parsed");
        else if (start > visible)
            refusal = Refusal.Unprocessable("InvalidValue", "Too recent start_time. Use a start_time older than 1 minute");
        else
            return new ExportWindow(new ExportKey(start, int.MinValue), null, start, visible, perPage);
        return null;
    }

    /// <summary>The position of the last row of a page, in the format that recorded traffic shows.</summary>
    public static string CursorOf(uint time, long id) => Convert.ToBase64String(Encoding.ASCII.GetBytes($"{time}.0||{id}|"));

    private static bool TryRead(string cursor, out uint time, out long id)
    {
        (time, id) = (0, 0);
        var bytes = new byte[cursor.Length];
        if (!Convert.TryFromBase64String(cursor, bytes, out var length))
            return false;
        var parts = Encoding.ASCII.GetString(bytes, 0, length).Split('|');
        return parts.Length == 4
            && parts[0].EndsWith(".0", StringComparison.Ordinal)
            && uint.TryParse(parts[0].AsSpan(0, parts[0].Length - 2), out time)
            && long.TryParse(parts[2], out id);
    }
}
