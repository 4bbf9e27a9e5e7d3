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
public sealed record StoredUserTickets(string Email, StatusCounts Counts, DateTimeOffset? Watermark, List<StoredUserTicket> Tickets);

/// <param name="Fence">Rises with every stored change of the ticket.</param>
public sealed record StoredUserTicket(UserTicket Ticket, TicketPosition Position, long Fence);
