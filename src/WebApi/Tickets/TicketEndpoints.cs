using System.Globalization;
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
            tickets
                .MapGet("/{id}/history", GetTicketHistory)
                .WithName("getTicketHistory")
                .WithMetadata(new QueryParameters(QueryReading.Limit, QueryReading.Cursor))
                .Answers(StatusCodes.Status200OK, TicketExamples.History)
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

    /// <summary>How a ticket's status came to be</summary>
    /// <remarks>
    /// Every status that Zendesk was seen to give the ticket, oldest first, with its time and the role of whoever set it. A user sees
    /// the history of their own tickets only: any other ticket, like an unknown one, is 404.
    /// </remarks>
    /// <param name="id">Zendesk's id of the ticket.</param>
    internal static async Task<IResult> GetTicketHistory(string id, HttpContext context, IMediator mediator)
    {
        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var ticket))
            return Refusals.Invalid(nameof(id), "Expected a ticket's id, a whole number above 0.").ToProblem();
        var request = context.Request;
        var query = new GetTicketHistory(
            ticket,
            context.User.AsReader,
            request.Whole("limit") ?? QueryReading.DefaultLimit,
            request.Text("cursor")
        );
        var outcome = await mediator.Send(query, context.RequestAborted);
        return outcome.Failure is { } failure
            ? failure.ToProblem()
            : new JsonAnswer<TicketHistory>(outcome.Value, ApiJson.Default.TicketHistory);
    }
}
