using TicketPlatform.Application.Operations;
using TicketPlatform.WebApi.Http;
using TicketPlatform.WebApi.OpenApi;

namespace TicketPlatform.WebApi.Operations;

/// <summary>The status as OpenAPI shows it.</summary>
internal static class StatusExamples
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 5, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset LastNight = new(2026, 11, 22, 2, 0, 41, TimeSpan.Zero);

    public static readonly Example Status = Example.Of(
        new PlatformStatus(
            Now.AddHours(-30),
            UptimeSeconds: 108_000,
            "api-1/17",
            new RequestsStatus(InFlight: 3, Completed: 812_440, Failed: 2),
            [new StreamStatus("tickets", "live", Now.AddSeconds(-64), 64, Now.AddSeconds(-4), 0, null, null, 1_204_331)],
            [new BudgetStatus("exports", PerMinute: 10, UsedLastMinute: 7, Left: 3, null)],
            new InboxStatus(0, null, DeadLetters: 0, Duplicates: 12, AppliedLastHour: 4_211, new DurationStatus(31.2, 96.4, 4_211)),
            new TicketsStatus(1_000_214, 412_870, 20_117, 18_040, 903, LastNight, RereadDue: 0),
            new ReconciliationStatus(new GapsStatus(311, 0, 0), LastNight, 20_399, 0, Open: 20, 0.00014686, LateRows: 0),
            new StatisticsStatus(Now.AddMinutes(-5), OpenHours: 0, null, null, [], UnexplainedHours: 0, []),
            new AlertsStatus(Open: 12, Unacknowledged: 3, Escalated: 1, Now.AddMinutes(-6), Repaired: 0),
            new NotificationsStatus(2, 41.5, DeadLetters: 0, [new NotificationTargetStatus("panel", 2, 41.5, DeadLetters: 0)]),
            [new JobStatus("reconcile-tickets", "done", Now.AddSeconds(-31), null, IsFailing: false)]
        ),
        ApiJson.Default.PlatformStatus
    );
}
