namespace TicketPlatform.Application.Tickets;

/// <summary>What a list of tickets is sorted by; ties are broken by ticket id in the same direction.</summary>
public enum TicketSortKey
{
    UpdatedAt,
    CreatedAt,
    Priority,
}

/// <summary>How a list of tickets is sorted.</summary>
public readonly record struct TicketSort(TicketSortKey Key, bool Descending)
{
    /// <summary>The spellings that the API takes.</summary>
    public const string Spellings = "updatedAt, createdAt, priority, each with or without a leading -";

    public static readonly TicketSort Default = new(TicketSortKey.UpdatedAt, Descending: true);

    /// <summary>Reads <c>-updatedAt</c> and its like; null for anything else.</summary>
    public static TicketSort? Parse(string? text) =>
        text?.TrimStart('-') switch
        {
            null => Default,
            "updatedAt" => new(TicketSortKey.UpdatedAt, text.StartsWith('-')),
            "createdAt" => new(TicketSortKey.CreatedAt, text.StartsWith('-')),
            "priority" => new(TicketSortKey.Priority, text.StartsWith('-')),
            _ => null,
        };

    public override string ToString() => (Descending ? "-" : "") + Key;
}
