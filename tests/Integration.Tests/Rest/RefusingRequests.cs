using System.Net;
using TicketPlatform.Domain.Kernel;
using TicketPlatform.WebApi.Problems;

namespace TicketPlatform.Integration.Tests.Rest;

public sealed class RefusingRequests(PlatformHost host) : IClassFixture<PlatformHost>, IDisposable
{
    private readonly HttpClient _anybody = host.Client();

    public void Dispose() => _anybody.Dispose();

    [Fact]
    public async Task Unknown_addresses_and_methods_are_problems_too()
    {
        await (await _anybody.GetAsync("/api/nothing")).ShouldBeProblemAsync(HttpStatusCode.NotFound, "route-not-found");
        var wrong = await _anybody.PostAsync("/health/live", null);
        await wrong.ShouldBeProblemAsync(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
        wrong.Content.Headers.Allow.ShouldBe(["GET"]);
    }

    [Theory]
    [InlineData("/health/live", HttpStatusCode.OK)]
    [InlineData("/nothing", HttpStatusCode.NotFound)]
    [InlineData("/api/users", HttpStatusCode.Unauthorized)]
    [InlineData("/swagger/index.html", HttpStatusCode.OK)]
    public async Task Every_answer_carries_the_security_headers(string path, HttpStatusCode status)
    {
        var answer = await _anybody.GetAsync(path);

        answer.StatusCode.ShouldBe(status);
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("frame-ancestors 'none'");
        answer.Headers.GetValues("X-Request-Id").Single().ShouldNotBeEmpty();
        answer.Headers.CacheControl.ShouldNotBeNull();
        answer.Headers.Contains("Server").ShouldBeFalse();
    }

    [Theory]
    [InlineData("abc-1_2.3", true)]
    [InlineData("", false)]
    [InlineData("with blank", false)]
    [InlineData("<script>", false)]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345", false)]
    public async Task A_sane_request_id_is_kept_and_any_other_replaced(string given, bool kept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live");
        request.Headers.TryAddWithoutValidation("X-Request-Id", given);

        var answer = await _anybody.SendAsync(request);

        (answer.Headers.GetValues("X-Request-Id").Single() == given).ShouldBe(kept);
    }

    [Fact]
    public async Task A_refusal_leaves_one_line_with_its_request_id_and_without_the_query()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/users?search=my-secret");
        request.Headers.Add("X-Request-Id", "find-me");

        (await _anybody.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        var line = await OneLineAsync("find-me");
        line.Level.ShouldBe(LogLevel.Information);
        line.Text.ShouldContain("GET /api/users answered 401 in ");
        line.Text.ShouldNotContain("my-secret");
    }

    [Fact]
    public async Task The_trace_of_a_caller_is_followed()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/nothing");
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        var problem = await (await _anybody.SendAsync(request)).ShouldBeProblemAsync(HttpStatusCode.NotFound, "route-not-found");

        problem.GetProperty("traceId").GetString().ShouldBe("0af7651916cd43dd8448eb211c80319c");
    }

    [Fact]
    public async Task A_request_that_went_well_is_worth_no_line_in_production()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live");
        request.Headers.Add("X-Request-Id", "quiet");

        await _anybody.SendAsync(request);

        (await OneLineAsync("quiet")).Level.ShouldBe(LogLevel.Debug);
    }

    [Fact]
    public void Every_kind_of_failure_has_a_status()
    {
        var statuses = Enum.GetValues<FailureKind>().ToDictionary(kind => kind, kind => kind.ToStatus());

        statuses.ShouldBe(
            new Dictionary<FailureKind, int>
            {
                [FailureKind.Invalid] = 400,
                [FailureKind.NotFound] = 404,
                [FailureKind.Conflict] = 409,
                [FailureKind.Unauthenticated] = 401,
                [FailureKind.TooMany] = 429,
                [FailureKind.Busy] = 503,
            },
            ignoreOrder: true
        );
    }

    // The line is written after the answer was sent.
    private async Task<RecordedLog.Line> OneLineAsync(string requestId)
    {
        for (var i = 0; i < 100; i++)
        {
            var lines = host.Log.Lines.Where(line =>
                line.RequestId == requestId && line.Category.EndsWith("RequestEdge", StringComparison.Ordinal)
            );
            if (lines.SingleOrDefault() is { } line)
                return line;
            await Task.Delay(20);
        }
        throw new TimeoutException($"No line for request {requestId}.");
    }
}
