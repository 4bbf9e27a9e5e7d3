using TicketPlatform.Application.Operations;
using TicketPlatform.WebApi.Authentication;
using TicketPlatform.WebApi.Http;
using TicketPlatform.WebApi.OpenApi;

namespace TicketPlatform.WebApi.Operations;

internal static class StatusEndpoints
{
    extension(IEndpointRouteBuilder routes)
    {
        public void MapStatus() =>
            routes
                .MapGet("/api/status", GetStatus)
                .WithTags("Operations")
                .RequireAuthorization(Policies.Support)
                .WithName("getStatus")
                .Answers(StatusCodes.Status200OK, StatusExamples.Status);
    }

    /// <summary>How the platform is doing</summary>
    /// <remarks>
    /// How far each stream has come, what may still be asked of Zendesk, what was pushed, what is stored, and how far that is proven to be
    /// right. For support and admins; nothing in it tells of a person.
    /// </remarks>
    internal static async Task<JsonAnswer<PlatformStatus>> GetStatus(HttpContext context, IMediator mediator) =>
        new(await mediator.Send(new GetStatus(), context.RequestAborted), ApiJson.Default.PlatformStatus);
}
