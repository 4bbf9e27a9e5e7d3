using System.Globalization;
using System.Net.Http.Headers;
using Npgsql;
using TicketPlatform.Testing;
using TicketPlatform.ZendeskSimulator.Hosting;

namespace TicketPlatform.Faults.Tests;

/// <summary>
/// Two nodes as in production: one serves, one works, and what is scraped from the one that lives must fire the right alerts. Where promtool
/// is installed the rules themselves are asked; what they compare is checked in any case.
/// </summary>
public sealed class FiringAlerts : IAsyncLifetime
{
    private const string Token = "the token of our Prometheus";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Uri _address = new($"http://127.0.0.1:{FreePort.Find()}");
    private PrivateCluster _cluster = null!;
    private SimulatorServer _zendesk = null!;
    private ChildProcess _serving = null!;
    private ChildProcess _working = null!;

    public async Task InitializeAsync()
    {
        _cluster = await PrivateCluster.StartAsync(new() { Durable = true });
        await _cluster.CreateDatabaseAsync("platform");
        _zendesk = await SimulatorServer.StartAsync(
            new SimulatorOptions
            {
                Users = 20,
                Tickets = 20,
                RateLimits = false,
            }
        );
        _serving = Start(_address, ("Roles", "api"), ("Monitoring__MetricsToken", Token));
        (await _serving.WaitForHttpAsync(new Uri(_address, "/health/live"), Patience)).ShouldBeTrue(
            string.Join('\n', _serving.RecentLines)
        );
        _working = Start(null, ("Roles", "worker"), ("Zendesk__ApiToken", "a token that was withdrawn"));
    }

    public async Task DisposeAsync()
    {
        await _working.DisposeAsync();
        await _serving.DisposeAsync();
        await _zendesk.DisposeAsync();
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task Refused_credentials_a_killed_worker_and_a_stopped_database_each_fire_their_alert()
    {
        var refused = await UntilAsync(text => Values(text, "ticketplatform_stream_refused").Contains(1));
        Values(refused, "ticketplatform_database_up").ShouldBe([1]);
        Values(refused, "ticketplatform_job_age_seconds").Min().ShouldBeLessThan(60);
        await ShouldFireAsync(refused, fires: ["CredentialsRefused"], silent: ["WorkerDead", "DatabaseDown", "NodeDown"]);

        await _working.KillAsync();
        await ExecuteAsync(
            "update job_runs set started_at = started_at - interval '2 minutes', finished_at = finished_at - interval '2 minutes'"
        );
        var dead = await UntilAsync(text => Values(text, "ticketplatform_job_age_seconds") is { Count: > 0 } ages && ages.Min() > 60);
        Values(dead, "ticketplatform_database_up").ShouldBe([1]);
        await ShouldFireAsync(dead, fires: ["WorkerDead"], silent: ["DatabaseDown", "NodeDown"]);

        await _cluster.StopAsync();
        var down = await UntilAsync(text => Values(text, "ticketplatform_database_up").Contains(0));
        await ShouldFireAsync(down, fires: ["DatabaseDown"], silent: ["NodeDown"]);
    }

    private static async Task ShouldFireAsync(string exposition, string[] fires, string[] silent)
    {
        if (PrometheusPrograms.Promtool is not { } promtool)
            return;
        var firing = await AlertingRules.FiringAsync(promtool, exposition);
        fires.Except(firing).ShouldBeEmpty(string.Join(", ", firing));
        silent.Intersect(firing).ShouldBeEmpty();
    }

    private async Task<string> UntilAsync(Func<string, bool> condition)
    {
        using var prometheus = new HttpClient { BaseAddress = _address };
        prometheus.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            var text = await prometheus.GetStringAsync("/metrics", limit.Token);
            if (condition(text))
                return text;
            _serving.HasExited.ShouldBeFalse(string.Join('\n', _serving.RecentLines));
            await Task.Delay(TimeSpan.FromMilliseconds(200), limit.Token);
        }
    }

    private ChildProcess Start(Uri? address, params (string Name, string Value)[] settings) =>
        PlatformProcess.Start(
            _cluster.ConnectionString("platform"),
            _zendesk.BaseAddress,
            address,
            settings: settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value)
        );

    private async Task ExecuteAsync(string sql)
    {
        await using var database = NpgsqlDataSource.Create(_cluster.ConnectionString("platform") + ";Pooling=false");
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static List<double> Values(string exposition, string name) =>
        [
            .. exposition
                .Split('\n')
                .Where(line => line.StartsWith($"{name}{{", StringComparison.Ordinal))
                .Select(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture)),
        ];
}
