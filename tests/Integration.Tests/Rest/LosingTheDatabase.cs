using System.Diagnostics;
using System.Net;
using TicketPlatform.Application.Users;
using TicketPlatform.Testing;
using TicketPlatform.WebApi.Webhooks;

namespace TicketPlatform.Integration.Tests.Rest;

/// <summary>On a cluster of its own, since the others must go on.</summary>
public sealed class LosingTheDatabase : IAsyncLifetime
{
    private static readonly Guid Ada = Guid.Parse("0b7e1f00-0000-4000-8000-000000000001");
    private PrivateCluster _cluster = null!;
    private PlatformHost _host = null!;

    public async Task InitializeAsync()
    {
        // A throw-away cluster forgets its last commits when it is stopped, and with them the tables.
        _cluster = await PrivateCluster.StartAsync(new() { Durable = true });
        await _cluster.CreateDatabaseAsync("platform");
        _host = await PlatformHost.StartAsync(new Dictionary<string, string>(), _cluster.ConnectionString("platform"));
        await _host.SendAsync(new PutUser(Ada, "ada@example.com"));
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task Requests_are_503_while_the_database_is_away_and_200_once_it_is_back()
    {
        using var client = _host.Admin();
        string[] paths = [$"/api/tickets/user/{Ada}", $"/api/users/{Ada}", "/api/users"];
        foreach (var path in paths)
            (await client.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await _cluster.StopAsync();
        foreach (var path in paths)
        {
            var refused = await client.GetAsync(path);
            await refused.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "database-unavailable");
            refused.Headers.RetryAfter?.Delta.ShouldBe(TimeSpan.FromSeconds(5));
        }
        using var body = JsonContent.Create(new { email = "eve@example.com" });
        await (await client.PutAsync($"/api/users/{Guid.NewGuid()}", body)).ShouldBeProblemAsync(
            HttpStatusCode.ServiceUnavailable,
            "database-unavailable"
        );
        await ShouldNotBeReadyAsync(client);

        await _cluster.RestartAsync();
        foreach (var path in paths)
            (await client.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_request_that_waits_for_a_locked_table_is_given_up_after_five_seconds()
    {
        using var client = _host.Admin();
        await using var blocker = new Npgsql.NpgsqlConnection(_cluster.ConnectionString("platform"));
        await blocker.OpenAsync();
        await using var transaction = await blocker.BeginTransactionAsync();
        await using var command = new Npgsql.NpgsqlCommand("lock table users in access exclusive mode", blocker, transaction);
        await command.ExecuteNonQueryAsync();

        var start = Stopwatch.GetTimestamp();
        var refused = await client.GetAsync($"/api/users/{Ada}");

        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(6.5));
        ((int)refused.StatusCode).ShouldBeOneOf(503, 504);
        await refused.ShouldBeProblemAsync(
            refused.StatusCode,
            (int)refused.StatusCode == 503 ? "database-unavailable" : "request-timed-out"
        );
    }

    [Fact]
    public async Task A_delivery_whose_time_is_over_is_answered_503_which_Zendesk_repeats()
    {
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { RequestAborted = new CancellationToken(canceled: true) };
        context.Response.Body = body;

        await WebhookBody.Patience.WriteTimeoutResponse!(context);

        context.Response.StatusCode.ShouldBe(StatusCodes.Status503ServiceUnavailable);
        context.Response.Headers.RetryAfter.ShouldBe(["5"]);
        body.Length.ShouldBe(context.Response.ContentLength!.Value);
    }

    [SignalsFact]
    public async Task A_list_is_given_up_after_five_seconds_although_the_server_does_not_even_refuse()
    {
        using var client = _host.User(Ada);
        (await client.GetAsync($"/api/tickets/user/{Ada}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var postmaster = await PostmasterAsync();
        await StopAsync(postmaster);
        try
        {
            var start = Stopwatch.GetTimestamp();
            // Several, since the first waits on a connection that is there and the next for one that is to be opened.
            var refused = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => client.GetAsync($"/api/tickets/user/{Ada}")));

            Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(6.5));
            foreach (var answer in refused)
                await answer.ShouldBeProblemAsync(HttpStatusCode.GatewayTimeout, "request-timed-out");
            await ShouldNotBeReadyAsync(client);
        }
        finally
        {
            await ContinueAsync(postmaster);
        }
        (await client.GetAsync($"/api/tickets/user/{Ada}")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private async Task<string> PostmasterAsync()
    {
        await using var connection = new Npgsql.NpgsqlConnection(_cluster.ConnectionString("platform"));
        await connection.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand("select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)", connection);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    // The postmaster first: what it has just begun for a new connection is then a child like the others, and no further one is born.
    private static async Task StopAsync(string postmaster)
    {
        await RunAsync("kill", "-STOP", postmaster);
        await RunAsync("pkill", "-STOP", "-P", postmaster);
    }

    private static async Task ContinueAsync(string postmaster)
    {
        await RunAsync("pkill", "-CONT", "-P", postmaster);
        await RunAsync("kill", "-CONT", postmaster);
    }

    private static async Task RunAsync(params string[] command)
    {
        var outcome = await ShortCommand.RunAsync(command);
        outcome.EnsureSuccess();
    }

    private static async Task ShouldNotBeReadyAsync(HttpClient client)
    {
        (await client.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var ready = await client.GetAsync("/health/ready");
        ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        ready.Headers.RetryAfter.ShouldNotBeNull();
        var report = await ready.JsonAsync();
        report.GetProperty("status").GetString().ShouldBe("notReady");
        report.GetProperty("entries")[0].GetProperty("name").GetString().ShouldBe("database");
    }
}
