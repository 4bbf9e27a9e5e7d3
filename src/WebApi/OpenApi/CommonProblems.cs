using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using TicketPlatform.WebApi.Problems;

namespace TicketPlatform.WebApi.OpenApi;

/// <summary>The problems that any endpoint behind a login may answer with.</summary>
internal static class CommonProblems
{
    private static readonly Dictionary<int, string> Described = new()
    {
        [400] = "Something in the request is not acceptable; `errors` says what.",
        [401] = "No token, or none that is valid now.",
        [403] = "The token's role does not allow this.",
        [404] = "There is no such thing, or none that you may know of.",
        [409] = "The request contradicts what is stored.",
        [413] = "The body is too large.",
        [415] = "The body is not application/json.",
        [429] = "Asked too often; `Retry-After` says how long to wait.",
        [500] = "Something is broken on our side.",
        [503] = "The database is away for the moment; `Retry-After` says when to try again.",
        [504] = "The answer took longer than 5 seconds.",
    };

    private static readonly int[] BehindLogin = [401, 403, 429, 500, 503, 504];

    public static Task DescribeAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var responses = operation.Responses ??= [];
        if (!context.Description.ActionDescriptor.EndpointMetadata.OfType<IAllowAnonymous>().Any())
        {
            operation.Security = [new() { [new OpenApiSecuritySchemeReference(ApiDescription.Bearer, context.Document)] = [] }];
            var schema = new OpenApiSchemaReference(nameof(Problem), context.Document);
            foreach (var status in BehindLogin)
                responses[$"{status}"] = new OpenApiResponse
                {
                    Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = schema } },
                };
        }
        foreach (var (status, description) in Described)
            if (responses.TryGetValue($"{status}", out var response) && response.Content?.ContainsKey("application/problem+json") == true)
                response.Description = description;
        return Task.CompletedTask;
    }
}
