namespace TicketPlatform.Application.Tickets;

/// <summary>The read path: one statement, one index.</summary>
public interface IUserTicketsReader
{
    /// <summary>Null where there is no such user.</summary>
    Task<StoredUserTickets?> ReadAsync(UserTicketsQuestion question, CancellationToken cancellationToken);
}

/// <param name="Priorities">Names, with none for tickets without a priority; null for any.</param>
/// <param name="Search">Part of subject or description; null for any.</param>
/// <param name="After">The last row already shown; null for the first page.</param>
/// <param name="Limit">The most rows to read.</param>
public sealed record UserTicketsQuestion(
    Guid UserId,
    StatusFilter Status,
    IReadOnlyList<string>? Priorities,
    string? Search,
    TicketSort Sort,
    TicketPosition? After,
    int Limit
);

/// <param name="Watermark">Everything that Zendesk recorded before it is stored; null until that was so once.</param>
/// <param name="RereadAt">The same for this user's tickets alone, proven by reading them again; null where nothing is proven.</param>
/// <param name="HeardAt">When the newest event took place that a webhook brought, of whatever ticket; null where none did.</param>
public sealed record StoredUserTickets(
    string Email,
    StatusCounts Counts,
    DateTimeOffset? Watermark,
    DateTimeOffset? RereadAt,
    DateTimeOffset? HeardAt,
    List<StoredUserTicket> Tickets
)
{
    internal bool IsProvenByReread => RereadAt is not null && !(Watermark >= RereadAt);

    /// <summary>Everything that Zendesk recorded of the user's tickets before this instant is stored.</summary>
    internal DateTimeOffset? ProvenAt => IsProvenByReread ? RereadAt : Watermark;
}

/// <param name="Fence">Rises with every stored change of the ticket.</param>
public sealed record StoredUserTicket(UserTicket Ticket, TicketPosition Position, long Fence);
