using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using TicketPlatform.Integration.Tests.Rest;

namespace TicketPlatform.Integration.Tests.Telemetry;

public sealed class ExportingTelemetry
{
    [Fact]
    public async Task Traces_and_metrics_are_pushed_where_OpenTelemetry_is_told_to_push_them_and_probes_are_no_traces_and_targets_have_no_address()
    {
        var received = new ConcurrentQueue<(string Path, string Body)>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var collector = builder.Build();
        collector.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            received.Enqueue((context.Request.Path, Encoding.Latin1.GetString(body.ToArray())));
        });
        await collector.StartAsync();

        await using (
            var host = await PlatformHost.StartAsync(
                new Dictionary<string, string>
                {
                    ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Urls.Single(),
                    ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                    ["Notifications:Targets:0:Name"] = "chat",
                    ["Notifications:Targets:0:Channel"] = "slack",
                    ["Notifications:Targets:0:Url"] = "http://127.0.0.1:9/the-address-is-the-secret",
                }
            )
        )
        {
            // In the process of the tests a client is traced too, and would pass on that nobody records what it does.
            using var silent = new SocketsHttpHandler { ActivityHeadersPropagator = null };
            using var admin = new HttpClient(silent) { BaseAddress = host.Address };
            admin.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Tokens.Of("ops", host.Time, "admin"));
            await admin.GetAsync("/api/users?email=ada@example.com");
            await admin.GetAsync("/health/live");
            var answer = await (await admin.PostAsJsonAsync("/api/alerts/test", new { target = "chat" })).JsonAsync();
            answer.GetProperty("answer").GetString().ShouldBe("The connection failed: ConnectionError.");
        }

        string All(string path) => string.Concat(received.Where(each => each.Path == path).Select(each => each.Body));
        All("/v1/metrics").ShouldContain("http.server.request.duration");
        All("/v1/metrics").ShouldContain("ticketplatform");
        All("/v1/traces").ShouldContain("/api/users");
        All("/v1/traces").ShouldContain("Npgsql");
        All("/v1/traces").ShouldNotContain("/health/live");
        All("/v1/traces").ShouldContain("/api/alerts/test");
        received.ShouldNotContain(each => each.Body.Contains("the-address-is-the-secret"));
    }
}
