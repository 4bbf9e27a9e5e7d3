using TicketPlatform.Application.Operations;
using TicketPlatform.WebApi.Authentication;
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
            var health = routes.MapGroup(Root).WithTags("Operations");
            var probes = health.MapGroup("").AllowAnonymous().WithMetadata(new Unlimited());

            probes.MapGet("/live", GetLive).WithName("getLive").Answers(StatusCodes.Status200OK, HealthExamples.Live);
            probes
                .MapGet("/ready", GetReady)
                .WithName("getReady")
                .Answers(StatusCodes.Status200OK, HealthExamples.Ready)
                .Answers(StatusCodes.Status503ServiceUnavailable, HealthExamples.NotReady);
            health
                .MapGet("/details", GetDetails)
                .RequireAuthorization(Policies.Administer)
                .WithName("getHealthDetails")
                .Answers(StatusCodes.Status200OK, HealthExamples.Details);
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

    /// <summary>How everything is that the platform depends on</summary>
    /// <remarks>200 whatever it finds: it is read by people, who learn from the message of an entry what to do. For admins.</remarks>
    internal static async Task<IResult> GetDetails(HttpContext context, IMediator mediator, TimeProvider time)
    {
        var details = await DetailsAsync(mediator, time, context.RequestAborted);
        return new JsonAnswer<HealthDetailsAnswer>(HealthDetailsAnswer.Of(details), ApiJson.Default.HealthDetailsAnswer);
    }

    private static async Task<HealthDetails> DetailsAsync(IMediator mediator, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            return await mediator.Send(new GetHealthDetails(), cancellationToken);
        }
        catch (Exception exception) when (DatabaseTrouble.Passes(exception))
        {
            var away = DatabaseAway.Entries.Select(entry => new HealthDetail(entry.Name, entry.State, entry.Message, null));
            return HealthDetails.Of(time.GetUtcNow(), [.. away]);
        }
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
