using Microsoft.AspNetCore.Mvc;
using TicketPlatform.Application.Webhooks;
using TicketPlatform.WebApi.Authentication;
using TicketPlatform.WebApi.Http;
using TicketPlatform.WebApi.OpenApi;
using TicketPlatform.WebApi.Problems;
using TicketPlatform.WebApi.RateLimiting;
using IResult = Microsoft.AspNetCore.Http.IResult;

namespace TicketPlatform.WebApi.Webhooks;

internal static class WebhookEndpoints
{
    extension(IEndpointRouteBuilder routes)
    {
        public void MapWebhooks()
        {
            var webhooks = routes.MapGroup("/api/webhooks").WithTags("Webhooks");

            // Signed instead of authenticated; Zendesk counts refusals by rate as failures of ours, so there is no limit by rate.
            webhooks
                .MapPost("/zendesk", Receive)
                .WithName("receiveWebhook")
                .AllowAnonymous()
                .WithMetadata(new Unlimited(), new RequestSizeLimitAttribute(WebhookBody.Longest), WebhookBody.Patience)
                .Answers(StatusCodes.Status200OK, WebhookExamples.Received)
                .Refuses(
                    StatusCodes.Status401Unauthorized,
                    StatusCodes.Status413PayloadTooLarge,
                    StatusCodes.Status415UnsupportedMediaType,
                    StatusCodes.Status503ServiceUnavailable
                );

            var inbox = webhooks.MapGroup("/inbox").RequireAuthorization(Policies.Administer);
            inbox
                .MapGet("", GetDeadLetters)
                .WithName("getDeadLetters")
                .WithMetadata(new QueryParameters(QueryReading.Limit, QueryReading.Cursor))
                .Answers(StatusCodes.Status200OK, WebhookExamples.DeadLetters)
                .Refuses(StatusCodes.Status400BadRequest);
            inbox
                .MapPost("/{id}/replay", Replay)
                .WithName("replayDeadLetter")
                .Answers(StatusCodes.Status202Accepted)
                .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
            inbox
                .MapPost("/replay", ReplayAll)
                .WithName("replayDeadLetters")
                .Answers(StatusCodes.Status202Accepted, WebhookExamples.Replayed);
        }
    }

    /// <summary>For Zendesk: an event, or what a trigger sends</summary>
    /// <remarks>
    /// Signed with the webhook's secret over the timestamp and the raw body. 200 once the event is safe; it is applied afterwards. An event that
    /// is known already is counted and changes nothing.
    /// </remarks>
    internal static async Task<IResult> Receive(HttpContext context, IMediator mediator)
    {
        var headers = context.Request.Headers;
        if (!WebhookBody.IsJson(context.Request))
            return StatusProblems.Of(StatusCodes.Status415UnsupportedMediaType);
        var delivery = new WebhookDelivery(
            headers["X-Zendesk-Webhook-Signature"],
            headers["X-Zendesk-Webhook-Signature-Timestamp"],
            headers["X-Zendesk-Webhook-Id"],
            headers["X-Zendesk-Webhook-Invocation-Id"],
            await WebhookBody.ReadAsync(context.Request, context.RequestAborted)
        );
        var outcome = await mediator.Send(new ReceiveWebhook(delivery), context.RequestAborted);
        return outcome.Failure is { } failure
            ? failure.ToProblem()
            : new JsonAnswer<WebhookReceived>(outcome.Value, ApiJson.Default.WebhookReceived);
    }

    /// <summary>The messages that could not be applied, newest first</summary>
    /// <remarks>Without their bodies, which hold what people wrote. Zendesk shows those under the invocation's id for a while.</remarks>
    internal static async Task<IResult> GetDeadLetters(HttpContext context, IMediator mediator)
    {
        var request = context.Request;
        var query = new GetDeadLetters(request.Whole("limit") ?? QueryReading.DefaultLimit, request.Text("cursor"));
        var outcome = await mediator.Send(query, context.RequestAborted);
        return outcome.Failure is { } failure
            ? failure.ToProblem()
            : new JsonAnswer<DeadLetterList>(outcome.Value, ApiJson.Default.DeadLetterList);
    }

    /// <summary>Have a message that could not be applied tried again</summary>
    /// <param name="id">The message's id.</param>
    internal static async Task<IResult> Replay(string id, HttpContext context, IMediator mediator)
    {
        var outcome = await mediator.Send(new ReplayDeadLetter(id), context.RequestAborted);
        return outcome.Failure is { } failure ? failure.ToProblem() : TypedResults.Accepted((string?)null);
    }

    /// <summary>Have all messages that could not be applied tried again</summary>
    /// <remarks>The oldest 10,000 at a time.</remarks>
    internal static async Task<IResult> ReplayAll(HttpContext context, IMediator mediator)
    {
        var outcome = await mediator.Send(new ReplayDeadLetters(), context.RequestAborted);
        return new JsonAnswer<DeadLettersReplayed>(outcome, ApiJson.Default.DeadLettersReplayed, StatusCodes.Status202Accepted);
    }
}
