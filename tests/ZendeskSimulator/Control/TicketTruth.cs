namespace TicketPlatform.ZendeskSimulator.Control;

/// <summary>A ticket as it is, for a test to compare with.</summary>
internal sealed record TicketTruth(
    int Id,
    string Status,
    long RequesterId,
    string? RequesterEmail,
    long? AssigneeId,
    string? Subject,
    string? Priority,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    long GeneratedTimestamp,
    bool Deleted,
    bool Scrubbed,
    bool IsPublic
)
{
    public static TicketTruth Of(World world, Ticket ticket) =>
        new(
            ticket.Id,
            world.Names[ticket.Status]!,
            world.Users[ticket.Requester].Id,
            world.Users[ticket.Requester].Email,
            ticket.Assignee == Names.None ? null : world.Users[ticket.Assignee].Id,
            world.SubjectOf(ticket),
            world.Names[ticket.Priority],
            DateTimeOffset.FromUnixTimeSeconds(ticket.CreatedAt),
            DateTimeOffset.FromUnixTimeSeconds(ticket.UpdatedAt),
            ticket.GeneratedAt,
            ticket.IsDeleted,
            ticket.IsScrubbed,
            ticket.IsPublic
        );
}
