namespace TicketPlatform.Domain.Tickets;

/// <summary>
/// A ticket's status as Zendesk names it, in lower case. A value that this version does not know survives
/// and counts as open, so that a user's request can never vanish because Zendesk grew a status.
/// </summary>
public readonly record struct TicketStatus
{
    public static readonly TicketStatus New = new("new");
    public static readonly TicketStatus Open = new("open");
    public static readonly TicketStatus Pending = new("pending");
    public static readonly TicketStatus Hold = new("hold");
    public static readonly TicketStatus Solved = new("solved");
    public static readonly TicketStatus Closed = new("closed");
    public static readonly TicketStatus Deleted = new("deleted");

    private TicketStatus(string name) => Name = name;

    /// <summary>The lower-case name.</summary>
    public string Name { get; }

    /// <summary>Whether the ticket awaits a resolution: everything but solved, closed and deleted.</summary>
    public bool IsUnsolved => this != Solved && this != Closed && this != Deleted;

    /// <summary>The known status that an unknown one is counted under: open. A known one is its own category.</summary>
    public TicketStatus Category =>
        this == New || this == Pending || this == Hold || this == Solved || this == Closed || this == Deleted ? this : Open;

    /// <summary>Reads any spelling ("SOLVED", "solved"); nothing at all reads as open.</summary>
    public static TicketStatus Parse(string? name) =>
        string.IsNullOrWhiteSpace(name) ? Open : new TicketStatus(name.Trim().ToLowerInvariant());

    /// <inheritdoc />
    public override string ToString() => Name;
}
