using TicketPlatform.Application.Notifications;
using TicketPlatform.WebApi.Authentication;
using TicketPlatform.WebApi.Http;
using TicketPlatform.WebApi.OpenApi;
using TicketPlatform.WebApi.Problems;
using IResult = Microsoft.AspNetCore.Http.IResult;

namespace TicketPlatform.WebApi.Notifications;

internal static class NotificationEndpoints
{
    private static readonly QueryParameters ListParameters = new(
        new("state", "Only messages with a delivery in this state.", "dead")
        {
            Values = ["pending", "delivered", "dead", GetNotifications.All],
            Default = GetNotifications.All,
        },
        new("kind", "Only messages of this kind.", "alert.opened"),
        QueryReading.Limit,
        QueryReading.Cursor
    );

    extension(IEndpointRouteBuilder routes)
    {
        public void MapNotifications()
        {
            var notifications = routes.MapGroup("/api").WithTags("Notifications").RequireAuthorization(Policies.Administer);

            notifications
                .MapGet("/notifications", List)
                .WithName("getNotifications")
                .WithMetadata(ListParameters)
                .Answers(StatusCodes.Status200OK, NotificationExamples.List)
                .Refuses(StatusCodes.Status400BadRequest);
            notifications
                .MapPost("/notifications/{id}/replay", Replay)
                .WithName("replayNotification")
                .Answers(StatusCodes.Status202Accepted)
                .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
            notifications
                .MapPost("/alerts/test", SendTest)
                .WithName("sendTestNotification")
                .Takes(NotificationExamples.TestBody)
                .Answers(StatusCodes.Status200OK, NotificationExamples.Tested)
                .Refuses(
                    StatusCodes.Status400BadRequest,
                    StatusCodes.Status404NotFound,
                    StatusCodes.Status413PayloadTooLarge,
                    StatusCodes.Status415UnsupportedMediaType
                );
        }
    }

    /// <summary>The messages that were told, newest first, with their deliveries</summary>
    internal static async Task<IResult> List(HttpContext context, IMediator mediator)
    {
        var request = context.Request;
        var query = new GetNotifications(
            request.Text("state") ?? GetNotifications.All,
            request.Text("kind"),
            request.Whole("limit") ?? QueryReading.DefaultLimit,
            request.Text("cursor")
        );
        var outcome = await mediator.Send(query, context.RequestAborted);
        return outcome.Failure is { } failure
            ? failure.ToProblem()
            : new JsonAnswer<NotificationList>(outcome.Value, ApiJson.Default.NotificationList);
    }

    /// <summary>Have the dead deliveries of a message tried again</summary>
    /// <remarks>For another day from now on. Deliveries that were made are not repeated.</remarks>
    /// <param name="id">The message's id.</param>
    internal static async Task<IResult> Replay(string id, HttpContext context, IMediator mediator)
    {
        if (!PathUuid.TryRead(nameof(id), id, out var message, out var malformed))
            return malformed;
        var outcome = await mediator.Send(new ReplayNotification(message), context.RequestAborted);
        return outcome.Failure is { } failure ? failure.ToProblem() : TypedResults.Accepted((string?)null);
    }

    /// <summary>Send a test message to one target now</summary>
    /// <remarks>200 whatever the target did; `delivered` and `answer` tell it.</remarks>
    internal static async Task<IResult> SendTest(TestNotificationBody body, HttpContext context, IMediator mediator)
    {
        var outcome = await mediator.Send(new SendTestNotification(body.Target), context.RequestAborted);
        return outcome.Failure is { } failure
            ? failure.ToProblem()
            : new JsonAnswer<TestOutcome>(outcome.Value, ApiJson.Default.TestOutcome);
    }
}
