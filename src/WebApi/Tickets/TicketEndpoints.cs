using TicketPlatform.Application.Tickets;
using TicketPlatform.WebApi.Authentication;
using TicketPlatform.WebApi.Http;
using TicketPlatform.WebApi.OpenApi;
using TicketPlatform.WebApi.Problems;
using IResult = Microsoft.AspNetCore.Http.IResult;

namespace TicketPlatform.WebApi.Tickets;

internal static class TicketEndpoints
{
    extension(IEndpointRouteBuilder routes)
    {
        public void MapTickets()
        {
            var tickets = routes.MapGroup("/api/tickets").WithTags("Tickets").RequireAuthorization(Policies.ReadTickets);

            tickets
                .MapGet("/user/{userId}", GetUserTickets)
                .WithName("getUserTickets")
                .WithMetadata(TicketParameters.OfUserTickets)
                .Answers(StatusCodes.Status200OK, TicketExamples.Page, UserTicketsAnswer.Headers)
                .Answers(StatusCodes.Status304NotModified, UserTicketsAnswer.Headers)
                .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        }
    }

    /// <summary>A user's tickets with their live status</summary>
    /// <remarks>
    /// One page of the tickets whose requester has the user's e-mail address, with counts over all of them and the age of the
    /// answer. A user sees their own only: anybody else's, like an unknown one's, are 404. Send the `ETag` of the last
    /// answer as `If-None-Match`: where nothing has changed, 304 comes back without a body, and the age as headers.
    /// </remarks>
    /// <param name="userId">The platform user's uuid.</param>
    internal static async Task<IResult> GetUserTickets(string userId, HttpContext context, IMediator mediator)
    {
        if (!PathUuid.TryRead(nameof(userId), userId, out var user, out var malformed))
            return malformed;
        var request = context.Request;
        var query = new GetUserTickets(
            user,
            context.User.AsReader,
            request.Text("status"),
            request.Text("priority"),
            request.Text("search"),
            request.Text("sort"),
            request.Whole("limit") ?? QueryReading.DefaultLimit,
            request.Text("cursor"),
            request.Whole("maxAge")
        );
        var outcome = await mediator.Send(query, context.RequestAborted);
        return outcome.Failure is { } failure ? failure.ToProblem() : new UserTicketsAnswer(outcome.Value);
    }
}
