using TicketPlatform.Dev.Local;
using TicketPlatform.Dev.Tokens;
using TicketPlatform.Testing;

namespace TicketPlatform.Dev.Run;

/// <summary>The command lines and settings of the processes of a run.</summary>
internal static class RunPrograms
{
    private const string RateLimit = "RateLimiting__RequestsPerMinute";
    private const string WebhookSecret = "Zendesk__WebhookSecrets__0";

    // One caller provisions every demo user, and a script may read them all.
    private const string GenerousRateLimit = "60000";

    public static ChildProcessOptions Simulator(RunPlan plan, ZendeskCredentials credentials)
    {
        string[] quiet = plan.QuietActivity ? ["--quiet-activity"] : [];
        string[] account = ["--email", credentials.Email!, "--token", credentials.ApiToken!, "--state", LocalFiles.SimulatorJournal];
        return Program(
            "ZendeskSimulator",
            "simulator",
            [
                "--port",
                $"{plan.Simulator!.Port}",
                "--users",
                $"{plan.Settings.Users}",
                "--tickets",
                $"{plan.Settings.Tickets}",
                "--seed",
                $"{plan.Settings.Seed}",
                .. quiet,
                .. account,
            ]
        );
    }

    /// <param name="plan">The run.</param>
    /// <param name="credentials">The API's towards Zendesk.</param>
    /// <param name="connectionString">How the API reaches the database.</param>
    /// <param name="webhookSecret">What signs Zendesk's webhooks; null leaves that to the environment.</param>
    public static ChildProcessOptions Api(RunPlan plan, ZendeskCredentials credentials, string connectionString, string? webhookSecret) =>
        Program("WebApi", "api", []) with
        {
            Environment = new Dictionary<string, string?>(credentials.Environment)
            {
                ["ASPNETCORE_URLS"] = plan.Api.GetLeftPart(UriPartial.Authority),
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["DOTNET_ENVIRONMENT"] = "Development",
                ["ConnectionStrings__TicketPlatform"] = connectionString,
                ["Zendesk__BaseAddress"] = plan.Zendesk.AbsoluteUri,
                [WebhookSecret] = webhookSecret ?? Environment.GetEnvironmentVariable(WebhookSecret),
                ["Auth__SigningKey"] = DevTokens.SigningKey,
                [RateLimit] = Environment.GetEnvironmentVariable(RateLimit) ?? GenerousRateLimit,
            },
        };

    // The program's own folder: that is where its appsettings.json lies.
    private static ChildProcessOptions Program(string project, string log, string[] arguments) =>
        ChildProcessOptions.Dotnet(RepositoryPaths.Program(project), arguments) with
        {
            WorkingDirectory = Path.GetDirectoryName(RepositoryPaths.Program(project)),
            LogFile = LocalFiles.Log(log),
            Detached = true,
        };
}
