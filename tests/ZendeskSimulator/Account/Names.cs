namespace TicketPlatform.ZendeskSimulator.Account;

/// <summary>Every text a ticket can hold, stored once; tickets and events keep its number, so a million of them stay small.</summary>
public sealed class Names
{
    /// <summary>No value; for a subject or description, the text invented from the ticket's id.</summary>
    public const int None = -1;

    /// <summary>A subject that was left out on purpose.</summary>
    public const int Null = -2;
    public const int New = 0;
    public const int Open = 1;
    public const int Pending = 2;
    public const int Hold = 3;
    public const int Solved = 4;
    public const int Closed = 5;
    public const int Deleted = 6;
    public const int FirstPriority = 7;
    public const int PriorityCount = 4;
    public const int FirstType = 11;
    public const int TypeCount = 4;

    private static readonly string[] Fixed =
    [
        "new",
        "open",
        "pending",
        "hold",
        "solved",
        "closed",
        "deleted",
        "low",
        "normal",
        "high",
        "urgent",
        "problem",
        "incident",
        "question",
        "task",
    ];

    private readonly List<string> texts = [.. Fixed];
    private readonly Dictionary<string, int> numbers = Fixed
        .Select((text, number) => (text, number))
        .ToDictionary(pair => pair.text, pair => pair.number);

    public string? this[int number] => number < 0 ? null : texts[number];

    /// <summary>The number of a text; an empty or missing text has none.</summary>
    public int this[string? text]
    {
        get
        {
            if (string.IsNullOrEmpty(text))
                return None;
            if (numbers.TryGetValue(text, out var known))
                return known;
            texts.Add(text);
            return numbers[text] = texts.Count - 1;
        }
    }

    public static bool IsStatus(string text) => Array.IndexOf(Fixed, text, 0, Deleted) >= 0;

    public static bool IsPriority(string text) => Array.IndexOf(Fixed, text, FirstPriority, PriorityCount) >= 0;

    public static bool IsType(string text) => Array.IndexOf(Fixed, text, FirstType, TypeCount) >= 0;
}
