using TicketPlatform.Domain.Tickets;

namespace TicketPlatform.Domain.Statistics;

/// <summary>A maximal period in which neither the status nor the assignee of a ticket changed. Those of a ticket leave no gap.</summary>
/// <param name="From">UTC, inclusive.</param>
/// <param name="To">UTC, exclusive; null where it lasts.</param>
/// <param name="Status">The ticket's status.</param>
/// <param name="AssigneeId">The agent in charge, if any.</param>
public sealed record TicketInterval(DateTimeOffset From, DateTimeOffset? To, TicketStatus Status, long? AssigneeId)
{
    /// <summary>Whole seconds of it before an instant.</summary>
    public long SecondsBefore(DateTimeOffset end)
    {
        var until = To is { } to && to < end ? to : end;
        return Math.Max(0, (long)(until - From).TotalSeconds);
    }
}
