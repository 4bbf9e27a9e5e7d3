using TicketPlatform.Application;
using TicketPlatform.Application.Tickets;
using TicketPlatform.WebApi.Http;
using TicketPlatform.WebApi.OpenApi;

namespace TicketPlatform.WebApi.Tickets;

/// <summary>Answers as OpenAPI shows them, made of the real types so that they cannot drift.</summary>
internal static class TicketExamples
{
    private static readonly DateTimeOffset Created = new(2026, 11, 20, 8, 15, 30, TimeSpan.Zero);
    private static readonly DateTimeOffset Updated = new(2026, 11, 22, 10, 0, 1, TimeSpan.Zero);

    private static readonly UserTicket Printer = new(
        35436,
        "Help, my printer is on fire!",
        "The fire is very colorful.",
        "open",
        "open",
        "We are working on it",
        "high",
        Created,
        Updated,
        StatusChangedAt: Created.AddHours(1),
        SolvedAt: null,
        ObservedAt: Updated.AddSeconds(63)
    );

    public static readonly Example Page = Example.Of(
        new UserTickets(
            new UserReference(new Guid("0b7e6f0a-3c1d-4a52-9b1e-5f0c2d7a8e91"), "ada@example.com"),
            new TicketSummary(4, new StatusCounts(1, 2, 1, 0, 10, 3)),
            [Printer],
            new Freshness(Updated.AddMinutes(4), 0.4, "reread", Stale: false, "done", HeardAt: Updated.AddMinutes(3)),
            new PageInfo(25, null)
        ),
        ApiJson.Default.UserTickets
    );

    public static readonly Example History = Example.Of(
        new TicketHistory(
            35436,
            [
                new TicketHistoryChange(null, "new", Created, "requester", "webhook"),
                new TicketHistoryChange("new", "open", Created.AddHours(1), "agent", "webhook"),
            ],
            new PageInfo(25, null)
        ),
        ApiJson.Default.TicketHistory
    );
}
