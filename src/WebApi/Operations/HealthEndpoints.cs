using TicketPlatform.Application.Operations;
using TicketPlatform.WebApi.Http;
using TicketPlatform.WebApi.OpenApi;
using TicketPlatform.WebApi.Problems;
using TicketPlatform.WebApi.RateLimiting;
using IResult = Microsoft.AspNetCore.Http.IResult;

namespace TicketPlatform.WebApi.Operations;

internal static class HealthEndpoints
{
    /// <summary>Where probes ask.</summary>
    public const string Root = "/health";

    private const string RetryAfterSeconds = "5";

    private static readonly HealthReport DatabaseAway = new(
        HealthState.Unhealthy,
        [new HealthEntry("database", HealthState.Unhealthy, "PostgreSQL does not answer.")]
    );

    extension(IEndpointRouteBuilder routes)
    {
        public void MapHealth()
        {
            var health = routes.MapGroup(Root).WithTags("Operations").AllowAnonymous().WithMetadata(new Unlimited());

            health.MapGet("/live", GetLive).WithName("getLive").Answers(StatusCodes.Status200OK, HealthExamples.Live);
            health
                .MapGet("/ready", GetReady)
                .WithName("getReady")
                .Answers(StatusCodes.Status200OK, HealthExamples.Ready)
                .Answers(StatusCodes.Status503ServiceUnavailable, HealthExamples.NotReady);
        }
    }

    /// <summary>Whether the process runs</summary>
    /// <remarks>200 as long as it does; a restart helps where this does not answer.</remarks>
    internal static JsonAnswer<HealthAnswer> GetLive() => new(HealthAnswer.Alive, ApiJson.Default.HealthAnswer);

    /// <summary>Whether this node can serve</summary>
    /// <remarks>200 while it can, degraded or not; 503 while the database is away or the first synchronisation runs.</remarks>
    internal static async Task<IResult> GetReady(HttpContext context, IMediator mediator)
    {
        var report = await ReportAsync(mediator, context.RequestAborted);
        if (report.State != HealthState.Unhealthy)
            return new JsonAnswer<HealthAnswer>(HealthAnswer.Of(report), ApiJson.Default.HealthAnswer);
        context.Response.Headers.RetryAfter = RetryAfterSeconds;
        return new JsonAnswer<HealthAnswer>(HealthAnswer.Of(report), ApiJson.Default.HealthAnswer, StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<HealthReport> ReportAsync(IMediator mediator, CancellationToken cancellationToken)
    {
        try
        {
            return await mediator.Send(new GetHealth(), cancellationToken);
        }
        catch (Exception exception) when (DatabaseTrouble.Passes(exception))
        {
            return DatabaseAway;
        }
    }
}
