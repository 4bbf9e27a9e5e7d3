using System.Net;
using System.Text.Json;
using Microsoft.OpenApi;

namespace TicketPlatform.Integration.Tests.Rest;

public sealed class DescribingTheApi(PlatformHost host) : IClassFixture<PlatformHost>
{
    [Fact]
    public async Task The_description_is_valid_OpenAPI_3_1()
    {
        var text = await host.Client().GetStringAsync("/openapi/v1.json");

        var read = OpenApiDocument.Parse(text, "json");

        read.Diagnostic.ShouldNotBeNull().Errors.ShouldBeEmpty();
        read.Diagnostic.SpecificationVersion.ShouldBe(OpenApiSpecVersion.OpenApi3_1);
    }

    [Fact]
    public async Task Every_endpoint_is_described_with_its_answers()
    {
        var paths = (await DocumentAsync()).GetProperty("paths");
        var endpoints = host
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint =>
                endpoint.RoutePattern.RawText is { } text && !text.StartsWith("/openapi", StringComparison.Ordinal) && text != "/metrics"
            )
            .ToList();

        endpoints.Count.ShouldBeGreaterThan(5);
        foreach (var endpoint in endpoints)
        {
            var method = endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Single();
            var operation = paths.GetProperty("/" + endpoint.RoutePattern.RawText!.Trim('/')).GetProperty(method.ToLowerInvariant());
            operation.GetProperty("summary").GetString().ShouldNotBeNullOrEmpty();
            operation.GetProperty("operationId").GetString().ShouldNotBeNullOrEmpty();
            foreach (var answer in operation.GetProperty("responses").EnumerateObject())
                answer.Value.GetProperty("description").GetString().ShouldNotBeNullOrEmpty();
        }
    }

    [Fact]
    public async Task Parameters_and_refusals_of_the_tickets_are_all_there()
    {
        var operation = (await DocumentAsync()).GetProperty("paths").GetProperty("/api/tickets/user/{userId}").GetProperty("get");

        Names(operation.GetProperty("parameters"))
            .ShouldBe(["userId", "status", "priority", "search", "sort", "limit", "cursor", "maxAge"]);
        operation
            .GetProperty("responses")
            .EnumerateObject()
            .Select(answer => answer.Name)
            .ShouldBe(["200", "304", "400", "401", "403", "404", "429", "500", "503", "504"], ignoreOrder: true);
        operation.GetProperty("security")[0].TryGetProperty("bearer", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task An_hour_is_an_instant_its_figure_is_required_and_a_table_may_be_the_answer()
    {
        var operation = (await DocumentAsync()).GetProperty("paths").GetProperty("/api/statistics/hours/{hour}/explain").GetProperty("get");
        var parameters = operation.GetProperty("parameters").EnumerateArray().ToDictionary(each => each.GetProperty("name").GetString()!);

        parameters["hour"].GetProperty("schema").GetProperty("format").GetString().ShouldBe("date-time");
        parameters["figure"].GetProperty("required").GetBoolean().ShouldBeTrue();
        parameters["limit"].TryGetProperty("required", out _).ShouldBeFalse();
        var answer = operation.GetProperty("responses").GetProperty("200");
        answer.GetProperty("content").GetProperty("text/csv").GetProperty("schema").GetProperty("type").GetString().ShouldBe("string");
        answer.GetProperty("headers").TryGetProperty("X-Next-Cursor", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Every_tag_is_described()
    {
        var document = await DocumentAsync();

        document
            .GetProperty("paths")
            .EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject())
            .SelectMany(operation => operation.Value.GetProperty("tags").EnumerateArray())
            .Select(tag => tag.GetString())
            .Distinct()
            .ShouldBe(Names(document.GetProperty("tags")), ignoreOrder: true);
    }

    [Fact]
    public async Task The_page_to_try_it_is_there()
    {
        using var client = host.Client();

        var page = await client.GetAsync("/swagger/index.html");

        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.Content.Headers.ContentType?.MediaType.ShouldBe("text/html");
        (await client.GetStringAsync("/swagger/index.js")).ShouldContain("/openapi/v1.json");
        (await client.GetAsync("/swagger/swagger-ui-bundle.js")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.GetAsync("/swagger/nothing.js")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<JsonElement> DocumentAsync() => await host.Client().GetFromJsonAsync<JsonElement>("/openapi/v1.json");

    private static IEnumerable<string> Names(JsonElement list) =>
        list.EnumerateArray().Select(each => each.GetProperty("name").GetString()!);
}
