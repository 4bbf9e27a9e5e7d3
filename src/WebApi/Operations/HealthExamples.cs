using TicketPlatform.WebApi.Http;
using TicketPlatform.WebApi.OpenApi;

namespace TicketPlatform.WebApi.Operations;

/// <summary>Health as OpenAPI shows it.</summary>
internal static class HealthExamples
{
    public static readonly Example Live = Example.Of(HealthAnswer.Alive, ApiJson.Default.HealthAnswer);
    public static readonly Example Ready = Of("ready", new HealthAnswerEntry("database", "healthy", "Answers."));
    public static readonly Example NotReady = Of(
        "notReady",
        new HealthAnswerEntry("tickets", "unhealthy", "First synchronisation: 3,000 rows so far.")
    );

    public static readonly Example Details = Example.Of(
        new HealthDetailsAnswer(
            "degraded",
            new DateTimeOffset(2026, 11, 22, 10, 5, 0, TimeSpan.Zero),
            [
                new HealthDetailsEntry("database", "healthy", "Answers within 2 ms.", 0),
                new HealthDetailsEntry("tickets", "degraded", "412 s behind. Zendesk answered 503.", 351.2),
                new HealthDetailsEntry("worker", "healthy", "Jobs run.", 1.4),
            ]
        ),
        ApiJson.Default.HealthDetailsAnswer
    );

    private static Example Of(string status, HealthAnswerEntry entry) =>
        Example.Of(new HealthAnswer(status, [entry]), ApiJson.Default.HealthAnswer);
}
