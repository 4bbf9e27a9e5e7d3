using TicketPlatform.Application.Users;
using TicketPlatform.WebApi.Authentication;
using TicketPlatform.WebApi.Http;
using TicketPlatform.WebApi.OpenApi;
using TicketPlatform.WebApi.Problems;
using IResult = Microsoft.AspNetCore.Http.IResult;

namespace TicketPlatform.WebApi.Users;

internal static class UserEndpoints
{
    private static readonly QueryParameters ListParameters = new(
        new("email", "Only the user with this address, whatever its case.", "ada@example.com"),
        QueryReading.Limit,
        QueryReading.Cursor
    );

    extension(IEndpointRouteBuilder routes)
    {
        public void MapUsers()
        {
            var users = routes.MapGroup("/api/users").WithTags("Users").RequireAuthorization(Policies.Administer);

            users
                .MapGet("", GetUsers)
                .WithName("getUsers")
                .WithMetadata(ListParameters)
                .Answers(StatusCodes.Status200OK, UserExamples.List)
                .Refuses(StatusCodes.Status400BadRequest);
            users
                .MapGet("/{id}", GetUser)
                .WithName("getUser")
                .Answers(StatusCodes.Status200OK, UserExamples.User)
                .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
            users
                .MapPut("/{id}", PutUser)
                .WithName("putUser")
                .Takes(UserExamples.Body)
                .Answers(StatusCodes.Status200OK, UserExamples.User)
                .Answers(StatusCodes.Status201Created, UserExamples.User, Location)
                .Refuses(
                    StatusCodes.Status400BadRequest,
                    StatusCodes.Status409Conflict,
                    StatusCodes.Status413PayloadTooLarge,
                    StatusCodes.Status415UnsupportedMediaType
                );
            users
                .MapDelete("/{id}", DeleteUser)
                .WithName("deleteUser")
                .Answers(StatusCodes.Status204NoContent)
                .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        }
    }

    private static readonly IReadOnlyDictionary<string, string> Location = new Dictionary<string, string>
    {
        ["Location"] = "Where the user is.",
    };

    /// <summary>The platform's users, oldest first</summary>
    internal static async Task<IResult> GetUsers(HttpContext context, IMediator mediator)
    {
        var request = context.Request;
        var query = new GetUsers(request.Text("email"), request.Whole("limit") ?? QueryReading.DefaultLimit, request.Text("cursor"));
        var outcome = await mediator.Send(query, context.RequestAborted);
        return outcome.Failure is { } failure ? failure.ToProblem() : new JsonAnswer<UserList>(outcome.Value, ApiJson.Default.UserList);
    }

    /// <summary>One user</summary>
    /// <param name="id">The user's uuid.</param>
    internal static async Task<IResult> GetUser(string id, HttpContext context, IMediator mediator)
    {
        if (!PathUuid.TryRead(nameof(id), id, out var user, out var malformed))
            return malformed;
        var outcome = await mediator.Send(new GetUser(user), context.RequestAborted);
        return outcome.Failure is { } failure ? failure.ToProblem() : new JsonAnswer<UserView>(outcome.Value, ApiJson.Default.UserView);
    }

    /// <summary>Create a user, or give them another address</summary>
    /// <remarks>Repeating it changes nothing. Tickets whose requester has the address are the user's at once.</remarks>
    /// <param name="id">The user's uuid, chosen by the caller.</param>
    internal static async Task<IResult> PutUser(string id, PutUserBody body, HttpContext context, IMediator mediator)
    {
        if (!PathUuid.TryRead(nameof(id), id, out var user, out var malformed))
            return malformed;
        var outcome = await mediator.Send(new PutUser(user, body.Email), context.RequestAborted);
        if (outcome.Failure is { } failure)
            return failure.ToProblem();
        if (!outcome.Value.Created)
            return new JsonAnswer<UserView>(outcome.Value.User, ApiJson.Default.UserView);
        context.Response.Headers.Location = $"/api/users/{user}";
        return new JsonAnswer<UserView>(outcome.Value.User, ApiJson.Default.UserView, StatusCodes.Status201Created);
    }

    /// <summary>Remove a user and erase the person from the mirror</summary>
    /// <remarks>
    /// Erases the names and addresses of their Zendesk users and the texts of their tickets. The bare tickets stay, so that
    /// statistics do not change. Zendesk itself is not asked to forget anything.
    /// </remarks>
    /// <param name="id">The user's uuid.</param>
    internal static async Task<IResult> DeleteUser(string id, HttpContext context, IMediator mediator)
    {
        if (!PathUuid.TryRead(nameof(id), id, out var user, out var malformed))
            return malformed;
        var outcome = await mediator.Send(new DeleteUser(user), context.RequestAborted);
        return outcome.Failure is { } failure ? failure.ToProblem() : TypedResults.NoContent();
    }
}
