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

    private static Example Of(string status, HealthAnswerEntry entry) =>
        Example.Of(new HealthAnswer(status, [entry]), ApiJson.Default.HealthAnswer);
}
