using TicketPlatform.Application.Alerts;
using TicketPlatform.WebApi.Authentication;
using TicketPlatform.WebApi.Http;
using TicketPlatform.WebApi.OpenApi;
using TicketPlatform.WebApi.Problems;
using IResult = Microsoft.AspNetCore.Http.IResult;

namespace TicketPlatform.WebApi.Alerts;

internal static class AlertEndpoints
{
    private static readonly QueryParameters ListParameters = new(
        new("state", "Which alerts.", "open") { Values = [GetAlerts.Open, GetAlerts.Closed, GetAlerts.All], Default = GetAlerts.Open },
        new("userId", "Only the alerts of this user.", "0b7e6f0a-3c1d-4a52-9b1e-5f0c2d7a8e91"),
        new("from", "Only alerts opened at this instant or later.", "2026-11-20T00:00:00Z"),
        new("to", "Only alerts opened before this instant.", "2026-11-27T00:00:00Z"),
        QueryReading.Limit,
        QueryReading.Cursor
    );

    extension(IEndpointRouteBuilder routes)
    {
        public void MapAlerts()
        {
            var alerts = routes.MapGroup("/api/alerts").WithTags("Alerts").RequireAuthorization(Policies.Support);

            alerts
                .MapGet("", List)
                .WithName("getAlerts")
                .WithMetadata(ListParameters)
                .Answers(StatusCodes.Status200OK, AlertExamples.List)
                .Refuses(StatusCodes.Status400BadRequest);
            alerts
                .MapGet("/{id}", GetAlert)
                .WithName("getAlert")
                .Answers(StatusCodes.Status200OK, AlertExamples.Story)
                .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
            alerts
                .MapPost("/{id}/acknowledge", Acknowledge)
                .WithName("acknowledgeAlert")
                .Takes(AlertExamples.AcknowledgeBody)
                .Answers(StatusCodes.Status200OK, AlertExamples.Acknowledged)
                .Refuses(RefusalsOfChanges);
            alerts
                .MapPost("/{id}/snooze", Snooze)
                .WithName("snoozeAlert")
                .Takes(AlertExamples.SnoozeBody)
                .Answers(StatusCodes.Status200OK, AlertExamples.Snoozed)
                .Refuses(RefusalsOfChanges);
            routes.MapLimits();
        }

        private void MapLimits()
        {
            var limits = routes.MapGroup("/api/users/{id}/alert-limit").WithTags("Alerts").RequireAuthorization(Policies.Administer);

            limits
                .MapGet("", GetLimit)
                .WithName("getAlertLimit")
                .Answers(StatusCodes.Status200OK, AlertExamples.Limit)
                .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
            limits
                .MapPut("", PutLimit)
                .WithName("putAlertLimit")
                .Takes(AlertExamples.LimitBody)
                .Answers(StatusCodes.Status200OK, AlertExamples.Limit)
                .Refuses([.. RefusalsOfChanges.Except([StatusCodes.Status409Conflict])]);
        }
    }

    private static readonly int[] RefusalsOfChanges =
    [
        StatusCodes.Status400BadRequest,
        StatusCodes.Status404NotFound,
        StatusCodes.Status409Conflict,
        StatusCodes.Status413PayloadTooLarge,
        StatusCodes.Status415UnsupportedMediaType,
    ];

    /// <summary>Users with too many open tickets, the last alert first</summary>
    internal static async Task<IResult> List(HttpContext context, IMediator mediator)
    {
        var request = context.Request;
        var query = new GetAlerts(
            request.Text("state") ?? GetAlerts.Open,
            request.Text("userId"),
            request.Text("from"),
            request.Text("to"),
            request.Whole("limit") ?? QueryReading.DefaultLimit,
            request.Text("cursor")
        );
        var outcome = await mediator.Send(query, context.RequestAborted);
        return outcome.Failure is { } failure ? failure.ToProblem() : new JsonAnswer<AlertList>(outcome.Value, ApiJson.Default.AlertList);
    }

    /// <summary>One alert, what happened to it, and whom it was told to</summary>
    /// <param name="id">The alert's id.</param>
    internal static async Task<IResult> GetAlert(string id, HttpContext context, IMediator mediator)
    {
        if (!PathUuid.TryRead(nameof(id), id, out var alert, out var malformed))
            return malformed;
        var outcome = await mediator.Send(new GetAlert(alert), context.RequestAborted);
        return outcome.Failure is { } failure ? failure.ToProblem() : new JsonAnswer<AlertStory>(outcome.Value, ApiJson.Default.AlertStory);
    }

    /// <summary>Take care of an alert</summary>
    /// <remarks>It is not told again. A second acknowledgement, and one of a closed alert, is a conflict.</remarks>
    /// <param name="id">The alert's id.</param>
    internal static async Task<IResult> Acknowledge(string id, AcknowledgeBody body, HttpContext context, IMediator mediator)
    {
        if (!PathUuid.TryRead(nameof(id), id, out var alert, out var malformed))
            return malformed;
        var command = new AcknowledgeAlert(alert, context.User.OperatorName, body.Note);
        return Answer(await mediator.Send(command, context.RequestAborted));
    }

    /// <summary>Be told again of an alert later, and not before</summary>
    /// <remarks>Doing it again moves the instant. An alert that escalates is told all the same.</remarks>
    /// <param name="id">The alert's id.</param>
    internal static async Task<IResult> Snooze(string id, SnoozeBody body, HttpContext context, IMediator mediator)
    {
        if (!PathUuid.TryRead(nameof(id), id, out var alert, out var malformed))
            return malformed;
        var command = new SnoozeAlert(alert, context.User.OperatorName, body.Until, body.Minutes);
        return Answer(await mediator.Send(command, context.RequestAborted));
    }

    /// <summary>How many open tickets a user may have without an alert</summary>
    /// <param name="id">The user's uuid.</param>
    internal static async Task<IResult> GetLimit(string id, HttpContext context, IMediator mediator)
    {
        if (!PathUuid.TryRead(nameof(id), id, out var user, out var malformed))
            return malformed;
        return Answer(await mediator.Send(new GetAlertLimit(user), context.RequestAborted));
    }

    /// <summary>Give a user a limit of their own, or the common one</summary>
    /// <remarks>Alerts open at once, or begin to close, as the new limit demands.</remarks>
    /// <param name="id">The user's uuid.</param>
    internal static async Task<IResult> PutLimit(string id, AlertLimitBody body, HttpContext context, IMediator mediator)
    {
        if (!PathUuid.TryRead(nameof(id), id, out var user, out var malformed))
            return malformed;
        return Answer(await mediator.Send(new PutAlertLimit(user, body.Limit), context.RequestAborted));
    }

    private static IResult Answer(Result<AlertView> outcome) =>
        outcome.Failure is { } failure ? failure.ToProblem() : new JsonAnswer<AlertView>(outcome.Value, ApiJson.Default.AlertView);

    private static IResult Answer(Result<AlertLimit> outcome) =>
        outcome.Failure is { } failure ? failure.ToProblem() : new JsonAnswer<AlertLimit>(outcome.Value, ApiJson.Default.AlertLimit);
}
