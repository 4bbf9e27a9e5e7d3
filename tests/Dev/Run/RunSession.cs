using System.Diagnostics;
using Npgsql;
using TicketPlatform.Dev.Local;
using TicketPlatform.Dev.Provisioning;
using TicketPlatform.Dev.Tokens;
using TicketPlatform.Infrastructure.Persistence;

namespace TicketPlatform.Dev.Run;

/// <summary>One <c>./dev run</c> from the database to the sample user.</summary>
internal sealed class RunSession(RunPlan plan, ZendeskCredentials credentials, RunProcesses processes)
{
    private const string Database = "ticketplatform";
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan TokenLifetime = TimeSpan.FromDays(30);

    private readonly long _started = Stopwatch.GetTimestamp();

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Console.WriteLine($"Starting TicketPlatform on {plan.Settings.Describe()}; logs are in .local/logs.");
        var database = await StartDatabaseAsync(cancellationToken);
        if (plan.Simulator is { } simulator)
        {
            var ready = new Uri(simulator, "/_simulator/status");
            await processes.StartAsync("the simulator", RunPrograms.Simulator(plan, credentials), ready, StartLimit, cancellationToken);
            RunOutput.Progress("Simulator", simulator.GetLeftPart(UriPartial.Authority));
        }
        await DatabaseMigrations.MigrateAsync(database.ConnectionString, cancellationToken);
        var users = plan.Simulator is { } account ? await ProvisionAsync(account, database.ConnectionString, cancellationToken) : [];

        var secret = await RegisterWebhookAsync(cancellationToken);
        var api = RunPrograms.Api(plan, credentials, database.ConnectionString, secret);
        await processes.StartAsync("the API", api, new(plan.Api, "/health/live"), StartLimit, cancellationToken);
        RunOutput.Progress("API", plan.Api.GetLeftPart(UriPartial.Authority));

        var run = await DescribeAsync(database, users, cancellationToken);
        run.Write();
        RunOutput.Ready(run, Stopwatch.GetElapsedTime(_started));
    }

    private async Task<NpgsqlConnectionStringBuilder> StartDatabaseAsync(CancellationToken cancellationToken)
    {
        var cluster = await processes.StartClusterAsync(cancellationToken);
        if (!await cluster.HasDatabaseAsync(Database, cancellationToken))
            await cluster.CreateDatabaseAsync(Database, cancellationToken: cancellationToken);
        RunOutput.Progress("PostgreSQL", $"127.0.0.1:{cluster.Port}, data in {LocalFiles.Shown(Path.GetDirectoryName(cluster.LogFile)!)}");
        return new(cluster.ConnectionString(Database));
    }

    private async Task<string?> RegisterWebhookAsync(CancellationToken cancellationToken)
    {
        if (plan.Simulator is not { } simulator)
        {
            RunOutput.Progress("Webhook", "none, since Zendesk cannot reach this machine; changes arrive with the exports");
            return null;
        }
        using var http = new HttpClient { BaseAddress = simulator };
        http.DefaultRequestHeaders.Authorization = credentials.Basic;
        return await new WebhookRegistration(http).RegisterAsync(plan.Webhook, cancellationToken);
    }

    private async Task<RunFile> DescribeAsync(
        NpgsqlConnectionStringBuilder database,
        IReadOnlyList<PlatformUser> users,
        CancellationToken cancellationToken
    )
    {
        using var api = new HttpClient { BaseAddress = plan.Api };
        var admin = DevTokens.ForRole("admin", TokenLifetime);
        await new FirstSynchronization(api).WaitAsync(cancellationToken);
        var sample = await new SampleUserSearch(new PlatformClient(api)).FindAsync(users, cancellationToken);
        return new(
            plan.Api.GetLeftPart(UriPartial.Authority),
            plan.Simulator?.GetLeftPart(UriPartial.Authority),
            new(credentials.Email, credentials.ApiToken),
            RunFile.AddressOf(database),
            new(admin, DevTokens.ForRole("support", TokenLifetime), sample is null ? null : DevTokens.ForUser(sample.Id, TokenLifetime)),
            sample
        );
    }

    private static async Task<IReadOnlyList<PlatformUser>> ProvisionAsync(
        Uri simulator,
        string connectionString,
        CancellationToken cancellationToken
    )
    {
        using var http = new HttpClient { BaseAddress = simulator };
        return await new UserProvisioner(new(http)).ProvisionAsync(connectionString, cancellationToken);
    }
}
