using System.Globalization;
using TicketPlatform.Testing;

namespace TicketPlatform.Benchmarks.Measuring;

/// <summary>The command lines and settings of what is measured.</summary>
internal static class BenchmarkPrograms
{
    public const string SimulatorEmail = "bot@acme.test";
    public const string SimulatorToken = "bench-token";

    /// <summary>Signs the webhooks of the benchmark.</summary>
    public const string WebhookSecret = "bench-webhook-secret";

    /// <summary>The product as it ships, save that no caller is slowed down.</summary>
    public static MeasuredProgram Product(string roles, string connectionString, string signingKey, Uri zendesk)
    {
        var address = FreeAddress();
        return new(
            "product",
            "WebApi",
            address,
            [],
            new Dictionary<string, string?>
            {
                ["ASPNETCORE_URLS"] = Origin(address),
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["DOTNET_ENVIRONMENT"] = "Production",
                ["Roles"] = roles,
                ["ConnectionStrings__TicketPlatform"] = connectionString,
                ["Auth__SigningKey"] = signingKey,
                ["Auth__AllowSigningKey"] = "true",
                ["RateLimiting__RequestsPerMinute"] = "0",
                ["Zendesk__BaseAddress"] = Origin(zendesk),
                ["Zendesk__Email"] = SimulatorEmail,
                ["Zendesk__ApiToken"] = SimulatorToken,
                ["Zendesk__WebhookSecrets__0"] = WebhookSecret,
                ["Zendesk__ExportRequestsPerMinute"] = "1000000",
                ["Zendesk__UserExportRequestsPerMinute"] = "1000000",
            }
        );
    }

    /// <summary>The floor; its connection string says how it is tuned.</summary>
    public static MeasuredProgram Floor(string name, string connectionString)
    {
        var address = FreeAddress();
        return new(
            name,
            "Benchmarks",
            address,
            ["floor", "--port", Number(address.Port)],
            new Dictionary<string, string?> { ["ConnectionStrings__Floor"] = connectionString }
        );
    }

    public static MeasuredProgram Simulator(int users, int tickets)
    {
        var address = FreeAddress();
        string[] size = ["--users", Number(users), "--tickets", Number(tickets)];
        string[] account = ["--email", SimulatorEmail, "--token", SimulatorToken, "--no-rate-limits", "--quiet-activity"];
        return new(
            "simulator",
            "ZendeskSimulator",
            address,
            ["--port", Number(address.Port), .. size, .. account],
            new Dictionary<string, string?>()
        );
    }

    private static Uri FreeAddress() => new($"http://127.0.0.1:{Number(FreePort.Find())}");

    private static string Origin(Uri address) => address.GetLeftPart(UriPartial.Authority);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
