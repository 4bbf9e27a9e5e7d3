using TicketPlatform.Application.Operations;
using TicketPlatform.WebApi.Http;
using TicketPlatform.WebApi.OpenApi;

namespace TicketPlatform.WebApi.Operations;

/// <summary>The status of the database as OpenAPI shows it.</summary>
internal static class DatabaseExamples
{
    private static readonly DateTimeOffset Vacuumed = new(2026, 11, 22, 9, 41, 12, TimeSpan.Zero);

    public static readonly Example Status = Example.Of(
        new DatabaseStatus(
            "17.4",
            SizeBytes: 1_402_331_136,
            CacheHitRate: 0.9987,
            new ConnectionsStatus(200, 21, 2, 0, 1, new Dictionary<string, int> { ["TicketPlatform"] = 12, ["TicketPlatform reads"] = 9 }),
            new StatementsStatus(
                Available: true,
                null,
                [new StatementStatus("select ... from tickets where user_id = $1 ...", 8_124_400, 2_611_002.4, 0.321, 48.1, 25, 31.4)]
            ),
            [new TableStatus("tickets", 812_646_400, 1_000_214, 20_331, 4, 8_201_377, Vacuumed, Vacuumed)],
            [new IndexStatus("tickets_of_user", "tickets", 78_430_208, 8_124_400)],
            [new WaitingStatus(4711, 12.4, "update tickets set ...", [4702], "alter table tickets add column ...", "idle in transaction")],
            LongestTransactionSeconds: 14.9
        ),
        ApiJson.Default.DatabaseStatus
    );
}
