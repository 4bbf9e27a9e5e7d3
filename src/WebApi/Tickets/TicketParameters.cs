using TicketPlatform.Application.Tickets;
using TicketPlatform.WebApi.Http;

namespace TicketPlatform.WebApi.Tickets;

internal static class TicketParameters
{
    /// <summary>The query parameters of a user's tickets.</summary>
    public static readonly QueryParameters OfUserTickets = new(
        new("status", $"Which statuses to show: {StatusFilter.Spellings}.", "open")
        {
            Default = "open",
            Values = ["open", "all", "new", "pending", "hold", "solved", "closed"],
            IsList = true,
        },
        new("priority", "Which priorities to show; `none` for tickets without one.", "high,urgent")
        {
            Values = ["low", "normal", "high", "urgent", "none"],
            IsList = true,
        },
        new("search", "Part of the subject or description, whatever its case; 1 to 200 characters.", "printer"),
        new("sort", "What to sort by; a leading - reverses.", "-updatedAt")
        {
            Default = "-updatedAt",
            Values = ["-updatedAt", "updatedAt", "-createdAt", "createdAt", "-priority", "priority"],
        },
        QueryReading.Limit,
        QueryReading.Cursor,
        new(
            "maxAge",
            "Where the answer would be older than this many seconds, the user's tickets are read again in Zendesk first, for at most 1.5 "
                + "seconds; `freshness.refresh` says what came of it. The answer is 200 in any case, with the best that is known.",
            "10"
        )
        {
            Whole = (0, 86_400),
        }
    );
}
