using TicketPlatform.Testing;

namespace TicketPlatform.Integration.Tests.Rest;

/// <summary>Settings that cannot work end the process at once, with one line that says what to set.</summary>
public sealed class RefusingToStart
{
    private static readonly Dictionary<string, string?> Complete = new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
        ["ConnectionStrings__TicketPlatform"] = "Host=127.0.0.1;Port=1;Database=none;Username=none;Timeout=1",
        ["Roles"] = "api",
        ["Zendesk__BaseAddress"] = "http://127.0.0.1:9",
        ["Zendesk__Email"] = "bot@acme.test",
        ["Zendesk__ApiToken"] = "token",
        ["Auth__SigningKey"] = Tokens.SigningKey,
        ["Auth__AllowSigningKey"] = "true",
        ["Auth__Authority"] = null,
        ["Auth__Audience"] = null,
    };

    [Theory]
    [InlineData("Auth__SigningKey", null, "Set Auth__Authority and Auth__Audience (or Auth__SigningKey for development).")]
    [InlineData("Auth__SigningKey", "too short", "Auth__SigningKey must hold at least 32 bytes.")]
    [InlineData("Auth__AllowSigningKey", "false", "Auth__SigningKey is for development")]
    [InlineData("Auth__Authority", "https://login.example.com", "Set either Auth__Authority or Auth__SigningKey, not both.")]
    [InlineData("RateLimiting__RequestsPerMinute", "many", "RateLimiting__RequestsPerMinute must be a whole number")]
    [InlineData("ForwardedHeaders__KnownNetworks__0", "everybody", "ForwardedHeaders__KnownNetworks holds 'everybody'")]
    [InlineData("ConnectionStrings__TicketPlatform", null, "Set ConnectionStrings__TicketPlatform")]
    [InlineData("Monitoring__MetricsToken", "prometheus", "Monitoring__MetricsToken must hold at least 16 characters.")]
    [InlineData("Monitoring__HeartbeatUrl", "hc-ping.com/x", "Set Monitoring__HeartbeatUrl to an address that begins with https://")]
    [InlineData("Statistics__HoldHours", "721", "Statistics__HoldHours is 721; it must be from 0 to 720.")]
    [InlineData("Alerts__Limit", "-1", "Alerts__Limit is -1; it must be from 0 to 100000.")]
    [InlineData("Roles", "cook", "Set Roles to api, worker, or api,worker")]
    public Task An_unusable_setting_is_one_line_and_exit_code_1(string name, string? value, string line) =>
        ShouldRefuseAsync(new() { [name] = value }, line);

    [Fact]
    public Task Unusable_settings_of_several_sections_are_one_line_too() =>
        ShouldRefuseAsync(
            new() { ["Zendesk__BaseAddress"] = null, ["Alerts__Dwell"] = "2.00:00:00" },
            "Set Zendesk__BaseAddress",
            "Alerts__Dwell is 2.00:00:00; it must be from 0 to 1 day, such as 00:02:00."
        );

    // The database of these settings answers nobody, and a start would wait for it for half a minute.
    private static async Task ShouldRefuseAsync(Dictionary<string, string?> settings, string line, string further = "")
    {
        await using var process = ChildProcess.Start(
            ChildProcessOptions.Dotnet(RepositoryPaths.Program("WebApi")) with
            {
                Environment = new Dictionary<string, string?>([
                    .. Complete.Where(setting => !settings.ContainsKey(setting.Key)),
                    .. settings,
                ]),
            }
        );
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));

        (await process.WaitForExitAsync(deadline.Token)).ShouldBe(1);

        var said = process.RecentLines.ShouldHaveSingleItem();
        said.ShouldStartWith(line);
        said.ShouldContain(further);
    }
}
