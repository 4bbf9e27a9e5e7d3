using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using TicketPlatform.WebApi.Statistics;

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
                Tell(response, name, description);
            if (metadata.OfType<EndpointContract.Table>().Any())
                DescribeTable(response);
        }
        return Task.CompletedTask;
    }

    private static void DescribeTable(OpenApiResponse response)
    {
        (response.Content ??= new Dictionary<string, OpenApiMediaType>())[CsvAnswer.MediaType] = new OpenApiMediaType
        {
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        };
        Tell(response, CsvAnswer.NextCursor, "Of a table that goes on: the cursor of the next page.");
    }

    private static void Tell(OpenApiResponse response, string header, string description) =>
        (response.Headers ??= new Dictionary<string, IOpenApiHeader>())[header] = new OpenApiHeader
        {
            Description = description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        };

    private static void Show(IDictionary<string, OpenApiMediaType>? content, Example example)
    {
        foreach (var body in content?.Values ?? [])
            body.Example = example.Json.DeepClone();
    }
}
