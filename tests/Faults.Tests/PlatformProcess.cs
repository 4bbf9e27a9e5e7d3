using Npgsql;
using TicketPlatform.Testing;

namespace TicketPlatform.Faults.Tests;

/// <summary>The product as its own process, as it runs in production, so that it can be killed.</summary>
internal static class PlatformProcess
{
    /// <param name="connectionString">Of its database.</param>
    /// <param name="zendesk">The simulator.</param>
    /// <param name="address">Where to listen; anywhere without it.</param>
    /// <param name="webhookSecret">What signs the webhooks that it is sent; none without it.</param>
    /// <param name="settings">Further settings, which win over these.</param>
    public static ChildProcess Start(
        string connectionString,
        Uri zendesk,
        Uri? address = null,
        string? webhookSecret = null,
        IReadOnlyDictionary<string, string?>? settings = null
    ) =>
        ChildProcess.Start(
            ChildProcessOptions.Dotnet(RepositoryPaths.Program("WebApi")) with
            {
                WorkingDirectory = Path.GetDirectoryName(RepositoryPaths.Program("WebApi")),
                Environment = new Dictionary<string, string?>
                {
                    ["ASPNETCORE_URLS"] = address?.GetLeftPart(UriPartial.Authority) ?? "http://127.0.0.1:0",
                    ["ConnectionStrings__TicketPlatform"] = connectionString,
                    ["Zendesk__BaseAddress"] = zendesk.ToString(),
                    ["Zendesk__Email"] = "bot@acme.test",
                    ["Zendesk__ApiToken"] = "simulator-token",
                    ["Zendesk__AccountRequestsPerMinute"] = "100000",
                    ["Zendesk__ExportRequestsPerMinute"] = "100000",
                    ["Zendesk__UserExportRequestsPerMinute"] = "100000",
                    ["Zendesk__WebhookSecrets__0"] = webhookSecret,
                    ["Auth__SigningKey"] = Convert.ToBase64String(new byte[32]),
                    ["Auth__AllowSigningKey"] = "true",
                }
                    .Where(setting => settings?.ContainsKey(setting.Key) != true)
                    .Concat(settings ?? new Dictionary<string, string?>())
                    .ToDictionary(),
            }
        );

    /// <summary>Waits until a query answers true; the process must still live.</summary>
    public static async Task UntilAsync(this ChildProcess process, string connectionString, string condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await using var database = NpgsqlDataSource.Create(connectionString);
        while (await database.CreateCommand(condition).ExecuteScalarAsync(limit.Token) is not true)
        {
            process.HasExited.ShouldBeFalse(string.Join('\n', process.RecentLines));
            await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
        }
    }
}
