using System.Globalization;
using Microsoft.AspNetCore.Http.Timeouts;
using TicketPlatform.Application.Streaming;
using TicketPlatform.WebApi.Authentication;
using TicketPlatform.WebApi.Http;
using TicketPlatform.WebApi.OpenApi;
using TicketPlatform.WebApi.Problems;
using IResult = Microsoft.AspNetCore.Http.IResult;

namespace TicketPlatform.WebApi.Streaming;

internal static class StreamEndpoints
{
    private const string Resume = "lastEventId";

    extension(IEndpointRouteBuilder routes)
    {
        public void MapStreams()
        {
            routes
                .MapStream("/api/tickets/user/{userId}/stream", FollowUserTickets, StreamExamples.Tickets)
                .WithName("followUserTickets")
                .WithTags("Tickets")
                .RequireAuthorization(Policies.ReadTickets)
                .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
            routes
                .MapStream("/api/alerts/stream", FollowAlerts, StreamExamples.Alerts)
                .WithName("followAlerts")
                .WithTags("Alerts")
                .RequireAuthorization(Policies.Support)
                .Refuses(StatusCodes.Status400BadRequest);
        }

        private RouteHandlerBuilder MapStream(string path, Delegate follow, Example events) =>
            routes
                .MapGet(path, follow)
                .WithMetadata(
                    // A stream is a chain of short pieces of work; what ends it is its client, its token, or the shutdown.
                    new DisableRequestTimeoutAttribute(),
                    new QueryParameters(
                        new QueryParameter(
                            Resume,
                            "The id of the last event seen, for clients that cannot set the header `Last-Event-ID`.",
                            "4711"
                        )
                    )
                )
                .Streams(events);
    }

    /// <summary>A user's tickets, live</summary>
    /// <remarks>
    /// Server-sent events: `ready` (load the list; what happens from now on follows), `ticket` (a ticket as the list shows it), `removed` (it is not
    /// in the list any more), `reset` (load the list anew). Send the id of the last event as `Last-Event-ID` to go on where a stream ended, on
    /// whatever node, without gap or repetition. It ends with the token.
    /// </remarks>
    /// <param name="userId">Whose tickets.</param>
    internal static async Task<IResult> FollowUserTickets(string userId, HttpContext context, IMediator mediator)
    {
        if (!PathUuid.TryRead(nameof(userId), userId, out var user, out var malformed))
            return malformed;
        return await FollowAsync(after => new OpenTicketStream(user, context.User.AsReader, after), context, mediator);
    }

    /// <summary>The alerts of all users, live</summary>
    /// <remarks>
    /// Server-sent events: `ready` (load the open alerts; what happens from now on follows), `alert` (an alert as the list shows it, and in `kind`
    /// what happened to it), `reset` (load the open alerts anew). Send the id of the last event as `Last-Event-ID` to go on where a stream ended,
    /// on whatever node, without gap or repetition. It ends with the token.
    /// </remarks>
    internal static Task<IResult> FollowAlerts(HttpContext context, IMediator mediator) =>
        FollowAsync(after => new OpenAlertStream(context.User.AccountName, after), context, mediator);

    private static async Task<IResult> FollowAsync(Func<long?, IRequest<Result<LiveStream>>> open, HttpContext context, IMediator mediator)
    {
        if (!TryReadPosition(context.Request, out var after))
            return Refusals.Invalid(Resume, "Expected the id of an event of this stream.").ToProblem();
        var outcome = await mediator.Send(open(after), context.RequestAborted);
        return outcome.Failure is { } failure ? failure.ToProblem() : new LiveStreamAnswer(outcome.Value);
    }

    // Browsers send the header by themselves when they reconnect, so it is the newer of the two.
    private static bool TryReadPosition(HttpRequest request, out long? after)
    {
        var text = (string?)request.Headers["Last-Event-ID"] ?? request.Text(Resume);
        after = null;
        if (string.IsNullOrEmpty(text))
            return true;
        var isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var position);
        after = position;
        return isNumber;
    }
}
