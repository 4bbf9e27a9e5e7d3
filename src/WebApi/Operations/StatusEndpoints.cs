using TicketPlatform.Application.Operations;
using TicketPlatform.WebApi.Authentication;
using TicketPlatform.WebApi.Http;
using TicketPlatform.WebApi.OpenApi;

namespace TicketPlatform.WebApi.Operations;

internal static class StatusEndpoints
{
    extension(IEndpointRouteBuilder routes)
    {
        public void MapStatus()
        {
            var status = routes.MapGroup("/api/status").WithTags("Operations");

            status
                .MapGet("", GetStatus)
                .RequireAuthorization(Policies.Support)
                .WithName("getStatus")
                .Answers(StatusCodes.Status200OK, StatusExamples.Status);
            status
                .MapGet("/database", GetDatabaseStatus)
                .RequireAuthorization(Policies.Administer)
                .WithName("getDatabaseStatus")
                .Answers(StatusCodes.Status200OK, DatabaseExamples.Status);
        }
    }

    /// <summary>How the platform is doing</summary>
    /// <remarks>
    /// How far each stream has come, what may still be asked of Zendesk, what was pushed, what is stored, and how far that is proven to be
    /// right. For support and admins; nothing in it tells of a person.
    /// </remarks>
    internal static async Task<JsonAnswer<PlatformStatus>> GetStatus(HttpContext context, IMediator mediator) =>
        new(await mediator.Send(new GetStatus(), context.RequestAborted), ApiJson.Default.PlatformStatus);

    /// <summary>Where the time of the database goes</summary>
    /// <remarks>
    /// The statements that took most time, tables and indexes, the cache, connections, and who waits for whom. For admins; statements are
    /// shown without their values.
    /// </remarks>
    internal static async Task<JsonAnswer<DatabaseStatus>> GetDatabaseStatus(HttpContext context, IMediator mediator) =>
        new(await mediator.Send(new GetDatabaseStatus(), context.RequestAborted), ApiJson.Default.DatabaseStatus);
}
