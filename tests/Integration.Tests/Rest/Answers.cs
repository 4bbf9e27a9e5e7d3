using System.Net;
using System.Text.Json;

namespace TicketPlatform.Integration.Tests.Rest;

/// <summary>Reads answers as a caller does.</summary>
internal static class Answers
{
    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response)
    {
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/json");
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Expects a whole problem: status, code, no word of our insides; answers its fields.</summary>
    public static async Task<JsonElement> ShouldBeProblemAsync(this HttpResponseMessage response, HttpStatusCode status, string code)
    {
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(status, text);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        text.ShouldNotContain("   at ");
        text.ShouldNotContain("Exception");
        text.ShouldNotContain("Npgsql");
        var problem = JsonSerializer.Deserialize<JsonElement>(text);
        problem.GetProperty("type").GetString().ShouldBe($"urn:ticketplatform:problem:{code}");
        problem.GetProperty("status").GetInt32().ShouldBe((int)status);
        problem.GetProperty("title").GetString().ShouldNotBeNullOrEmpty();
        problem.GetProperty("detail").GetString().ShouldNotBeNullOrEmpty();
        problem.GetProperty("requestId").GetString().ShouldBe(response.Headers.GetValues("X-Request-Id").Single());
        return problem;
    }

    /// <summary>Expects a 400 that blames exactly these fields.</summary>
    public static async Task ShouldBlameAsync(this HttpResponseMessage response, params string[] fields)
    {
        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-input");
        problem.GetProperty("errors").EnumerateObject().Select(field => field.Name).ShouldBe(fields, ignoreOrder: true);
    }
}
