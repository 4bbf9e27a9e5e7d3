using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using TicketPlatform.WebApi.Http;

namespace TicketPlatform.WebApi.OpenApi;

/// <summary>Describes parameters from the same table that decides which are let pass.</summary>
internal static class ParameterDescriptions
{
    public static Task DescribeAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        foreach (var path in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
            path.Schema = PathSchema(context.Description.RelativePath, path.Name);

        var known = context.Description.ActionDescriptor.EndpointMetadata.OfType<QueryParameters>().FirstOrDefault();
        foreach (var parameter in known?.All ?? [])
            (operation.Parameters ??= []).Add(
                new OpenApiParameter
                {
                    Name = parameter.Name,
                    In = ParameterLocation.Query,
                    Description = parameter.Description,
                    Required = parameter.IsRequired,
                    Schema = Schema(parameter),
                    Example = parameter.Example.Length == 0 || parameter.IsList ? null : Value(parameter, parameter.Example),
                    Style = parameter.IsList ? ParameterStyle.Form : null,
                    Explode = !parameter.IsList,
                }
            );
        return Task.CompletedTask;
    }

    // Platform users are known by uuid, tickets by Zendesk's number, hours by when they begin.
    private static OpenApiSchema PathSchema(string? route, string? name) =>
        name switch
        {
            "id" when route?.StartsWith("api/tickets/", StringComparison.Ordinal) == true => new OpenApiSchema
            {
                Type = JsonSchemaType.Integer,
                Format = "int64",
            },
            "hour" => new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time" },
            _ => new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" },
        };

    private static OpenApiSchema Schema(QueryParameter parameter)
    {
        var schema = parameter.Whole is { } range
            ? new OpenApiSchema
            {
                Type = JsonSchemaType.Integer,
                Minimum = range.Minimum.ToString(CultureInfo.InvariantCulture),
                Maximum = range.Maximum.ToString(CultureInfo.InvariantCulture),
            }
            : new OpenApiSchema { Type = JsonSchemaType.String };
        schema.Enum = parameter.Values?.Select(value => (JsonNode)value).ToList();
        schema.Default = parameter.Default is { } value ? Value(parameter, value) : null;
        if (!parameter.IsList)
            return schema;
        var list = new OpenApiSchema { Type = JsonSchemaType.Array, Items = schema };
        list.Default = schema.Default is null ? null : new JsonArray(schema.Default.DeepClone());
        schema.Default = null;
        return list;
    }

    private static JsonValue Value(QueryParameter parameter, string text) =>
        parameter.Whole is null ? JsonValue.Create(text) : JsonValue.Create(int.Parse(text, CultureInfo.InvariantCulture));
}
