using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Npgsql;
using TicketPlatform.Application.Telemetry;
using TicketPlatform.Infrastructure.Telemetry;
using TicketPlatform.Integration.Tests.Rest;
using TicketPlatform.Testing;

namespace TicketPlatform.Integration.Tests.Telemetry;

[Collection(nameof(AloneInTheProcess))]
public sealed partial class ScrapingMetrics : IAsyncLifetime
{
    private const string Token = "the token of our Prometheus";
    private PlatformHost _host = null!;

    public async Task InitializeAsync() =>
        _host = await PlatformHost.StartAsync(new Dictionary<string, string> { ["Monitoring:MetricsToken"] = Token });

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Admins_and_the_monitoring_read_the_metrics_and_nobody_else()
    {
        (await AnswerAsync(Token)).ShouldBe(HttpStatusCode.OK);
        (await AnswerAsync(Tokens.Of("ops", _host.Time, "admin"))).ShouldBe(HttpStatusCode.OK);

        foreach (var role in new[] { "", "user", "support", "auditor" })
            (await AnswerAsync(Tokens.Of("ops", _host.Time, role))).ShouldBe(HttpStatusCode.Forbidden);
        foreach (
            var stranger in new[]
            {
                null,
                "",
                Token + "x",
                "another token of somebody",
                Tokens.Unsigned(Tokens.Of("ops", _host.Time, "admin")),
            }
        )
            (await AnswerAsync(stranger)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Every_line_keeps_to_the_format_and_every_name_to_the_conventions()
    {
        await ReadAsync();
        var operations = _host.Services.GetRequiredService<OperationsMetrics>();
        operations.JobEnded("sync-tickets", "done", TimeSpan.FromSeconds(0.3));
        operations.HeartbeatCycle("sent");
        var freshness = _host.Services.GetRequiredService<FreshnessMetrics>();
        freshness.WebhookVisible(TimeSpan.FromSeconds(0.04));
        freshness.WebhookRefused("signature");
        freshness.TicketChanged("webhook", TimeSpan.FromSeconds(3));
        using (var probe = _host.Client())
            await probe.GetAsync("/health/live");

        var exposition = Exposition.Read(await ScrapeAsync());

        exposition.Types["ticketplatform_webhook_refused_total"].ShouldBe("counter");
        exposition.Types["ticketplatform_webhook_visible_seconds"].ShouldBe("histogram");
        exposition.Types["http_server_request_duration_seconds"].ShouldBe("histogram");
        exposition.Families.ShouldContain("dotnet_gc_heap_total_allocated_bytes_total");
        exposition.Families.ShouldContain("db_client_operation_duration_seconds");
        UsedByRules().Concat(UsedByTheDashboard()).Distinct().Except(exposition.Families).Except(NotSaidByThisHost).ShouldBeEmpty();
    }

    // Said where a worker runs and asks Zendesk, the alerts have been proven, a stream has been complete, a statement fails, an hour waits to be published, or a target is named.
    private static readonly string[] NotSaidByThisHost =
    [
        "ticketplatform_job_age_seconds",
        "ticketplatform_job_failures",
        "ticketplatform_alert_proof_age_seconds",
        "ticketplatform_stream_lag_seconds",
        "ticketplatform_statistics_oldest_open_hour_seconds",
        "ticketplatform_notification_pending",
        "ticketplatform_notification_dead_letters",
        "http_client_request_duration_seconds",
    ];

    private static readonly string[] Labels =
    [
        "db_client_connection_pool_name",
        "db_client_connection_state",
        "http_response_status_code",
        "http_route",
    ];

    [Fact]
    public async Task No_label_tells_where_a_worker_finds_its_database()
    {
        await using var worker = await PlatformHost.StartAsync(
            new Dictionary<string, string> { ["Monitoring:MetricsToken"] = Token, ["Roles"] = "api,worker" }
        );
        using var admin = worker.Admin();
        (await admin.GetAsync("/api/status/database")).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var prometheus = worker.Client(Token);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        string scraped;
        while (!(scraped = await prometheus.GetStringAsync("/metrics", patience.Token)).Contains("\"TicketPlatform jobs\""))
            await Task.Delay(TimeSpan.FromMilliseconds(100), patience.Token);

        var settings = worker.Services.GetRequiredService<IConfiguration>().GetConnectionString("TicketPlatform");
        // Other tests of this process have pools of their own.
        var database = new NpgsqlConnectionStringBuilder(settings).Database!;
        scraped.Split('\n').Where(line => line.Contains(database)).ShouldBeEmpty();
        scraped.ShouldContain("\"TicketPlatform status\"");
    }

    [PrometheusFact]
    public async Task Promtool_has_no_objection_to_the_metrics()
    {
        await ReadAsync();
        var scraped = Path.GetTempFileName();
        await File.WriteAllTextAsync(scraped, await ScrapeAsync());

        var outcome = await ShortCommand.RunAsync(["sh", "-c", $"'{PrometheusPrograms.Promtool}' check metrics < '{scraped}'"]);

        outcome.ExitCode.ShouldBe(0, outcome.Output);
        File.Delete(scraped);
    }

    [PrometheusFact]
    public async Task Prometheus_scrapes_without_a_warning()
    {
        await ReadAsync();
        var folder = Directory.CreateTempSubdirectory("ticketplatform-prometheus-");
        var address = new Uri($"http://127.0.0.1:{FreePort.Find()}");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "metrics-token"), Token);
        await File.WriteAllTextAsync(
            Path.Combine(folder.FullName, "prometheus.yml"),
            (await File.ReadAllTextAsync(Path.Combine(RepositoryPaths.Root, "deploy", "prometheus", "prometheus.yml")))
                .Replace("127.0.0.1:8080", _host.Address.Authority, StringComparison.Ordinal)
                .Replace("ticketplatform.rules.yml", AlertingRules.File, StringComparison.Ordinal)
                .Replace("15s", "3s", StringComparison.Ordinal)
        );
        await using (
            var prometheus = ChildProcess.Start(
                new([
                    PrometheusPrograms.Server!,
                    $"--config.file={Path.Combine(folder.FullName, "prometheus.yml")}",
                    $"--storage.tsdb.path={Path.Combine(folder.FullName, "data")}",
                    $"--web.listen-address={address.Authority}",
                    "--web.page-title=test",
                ])
            )
        )
        {
            (await prometheus.WaitForHttpAsync(new Uri(address, "/-/ready"), TimeSpan.FromSeconds(20))).ShouldBeTrue();
            var target = await ScrapedTargetAsync(address);

            target.GetProperty("health").GetString().ShouldBe("up", target.GetProperty("lastError").GetString());
            prometheus.RecentLines.Where(line => line.Contains("level=warn") || line.Contains("level=error")).ShouldBeEmpty();
        }
        folder.Delete(recursive: true);
    }

    private static async Task<JsonElement> ScrapedTargetAsync(Uri prometheus)
    {
        using var client = new HttpClient { BaseAddress = prometheus };
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            var answer = await client.GetFromJsonAsync<JsonElement>("/api/v1/targets", patience.Token);
            var targets = answer.GetProperty("data").GetProperty("activeTargets");
            if (targets.GetArrayLength() > 0 && targets[0].GetProperty("health").GetString() == "up")
                return targets[0];
            await Task.Delay(TimeSpan.FromMilliseconds(100), patience.Token);
        }
    }

    private Task ReadAsync() => _host.Services.GetRequiredService<GaugeReadings>().ReadAsync(CancellationToken.None);

    private async Task<string> ScrapeAsync()
    {
        using var prometheus = _host.Client(Token);
        var answer = await prometheus.GetAsync("/metrics");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType?.ToString().ShouldBe("text/plain; version=0.0.4; charset=utf-8");
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<HttpStatusCode> AnswerAsync(string? token)
    {
        using var client = _host.Client();
        if (token is not null)
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        return (await client.GetAsync("/metrics")).StatusCode;
    }

    private static IEnumerable<string> UsedByRules() => Used(File.ReadAllText(AlertingRules.File));

    private static IEnumerable<string> UsedByTheDashboard() =>
        Used(File.ReadAllText(Path.Combine(RepositoryPaths.Root, "deploy", "grafana", "ticketplatform.json")));

    private static IEnumerable<string> Used(string text) =>
        from name in MetricName().Matches(text)
        where !Labels.Contains(name.Value)
        select Regex.Replace(name.Value, "_(bucket|count|sum)$", "");

    [GeneratedRegex(@"\b(ticketplatform|http|db|dotnet)_[a-z_]+\b")]
    private static partial Regex MetricName();
}
