using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace TicketPlatform.WebApi.OpenApi;

/// <summary>Adds the examples and headers of an endpoint's own answers.</summary>
internal static class AnswerDescriptions
{
    public static Task DescribeAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<EndpointContract.Request>().FirstOrDefault() is { } request)
            Show(operation.RequestBody?.Content, request.Example);
        foreach (var answer in metadata.OfType<EndpointContract.Answer>())
        {
            if (operation.Responses?[$"{answer.Status}"] is not OpenApiResponse response)
                continue;
            if (answer.Example is { } example)
                Show(response.Content, example);
            foreach (var (name, description) in answer.Headers)
                (response.Headers ??= new Dictionary<string, IOpenApiHeader>())[name] = new OpenApiHeader
                {
                    Description = description,
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                };
        }
        return Task.CompletedTask;
    }

    private static void Show(IDictionary<string, OpenApiMediaType>? content, Example example)
    {
        foreach (var body in content?.Values ?? [])
            body.Example = example.Json.DeepClone();
    }
}
