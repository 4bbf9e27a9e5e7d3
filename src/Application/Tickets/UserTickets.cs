using TicketPlatform.Domain.Tickets;

namespace TicketPlatform.Application.Tickets;

/// <summary>A user's tickets, enriched from Zendesk.</summary>
/// <param name="User">Whose they are.</param>
/// <param name="Summary">Counts over all of the user's tickets, whatever the filters.</param>
/// <param name="Tickets">The page.</param>
/// <param name="Freshness">How old the answer is.</param>
/// <param name="Page">How to go on.</param>
public sealed record UserTickets(
    UserReference User,
    TicketSummary Summary,
    IReadOnlyList<UserTicket> Tickets,
    Freshness Freshness,
    PageInfo Page
);

/// <summary>A user, named.</summary>
public sealed record UserReference(Guid Id, string Email);

/// <param name="Open">Tickets that await a resolution.</param>
/// <param name="ByStatus">Per status; one unknown to this version counts as open.</param>
public sealed record TicketSummary(long Open, StatusCounts ByStatus);

/// <summary>Tickets per status.</summary>
public sealed record StatusCounts(long New, long Open, long Pending, long Hold, long Solved, long Closed)
{
    internal long Unsolved => New + Open + Pending + Hold;
}

/// <param name="Id">Zendesk's id.</param>
/// <param name="Subject">May be empty.</param>
/// <param name="Description">The text of the first comment.</param>
/// <param name="Status">As Zendesk names it; values unknown to this version are shown as they are.</param>
/// <param name="StatusCategory">new, open, pending, hold, solved or closed.</param>
/// <param name="StatusText">One sentence for the user.</param>
/// <param name="Priority">low, normal, high, urgent, or null.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="UpdatedAt">UTC.</param>
/// <param name="StatusChangedAt">When the status was last set (UTC), as exactly as is known.</param>
/// <param name="SolvedAt">When it was last solved (UTC); null while it is not.</param>
/// <param name="ObservedAt">When the mirror took the last change over (Zendesk's clock, UTC).</param>
public sealed record UserTicket(
    long Id,
    string Subject,
    string Description,
    string Status,
    string StatusCategory,
    string StatusText,
    string? Priority,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset StatusChangedAt,
    DateTimeOffset? SolvedAt,
    DateTimeOffset ObservedAt
)
{
    /// <summary>What a status means to the person who asked for help.</summary>
    public static string Explain(TicketStatus status) =>
        status.Category.Name switch
        {
            "new" => "We have received it",
            "pending" => "We are waiting for your answer",
            "hold" => "We are waiting for a third party",
            "solved" => "We believe it is solved",
            "closed" => "It is closed",
            _ => "We are working on it",
        };
}
