using Microsoft.Extensions.Options;
using TicketPlatform.Infrastructure.Zendesk;

namespace TicketPlatform.Integration.Tests.Zendesk;

public sealed class StartingWithSettings
{
    private const string Credentials =
        "Set Zendesk__Email and Zendesk__ApiToken, or Zendesk__OAuth__ClientId and Zendesk__OAuth__ClientSecret.";

    private static readonly Dictionary<string, string?> Complete = new()
    {
        ["Zendesk:BaseAddress"] = "https://acme.zendesk.com",
        ["Zendesk:Email"] = "bot@acme.test",
        ["Zendesk:ApiToken"] = "s3cr3t",
    };

    [Fact]
    public void Complete_settings_are_accepted_with_Zendesks_lowest_limits()
    {
        var options = Bind(Complete);

        (options.AccountRequestsPerMinute, options.ExportRequestsPerMinute, options.UserExportRequestsPerMinute).ShouldBe((400, 10, 20));
    }

    [Theory]
    [InlineData("http://127.0.0.1:5000")]
    [InlineData("http://localhost:5000")]
    public void Plain_http_is_accepted_on_loopback(string address) =>
        Should.NotThrow(() => Bind(Complete, ("Zendesk:BaseAddress", address)));

    [Fact]
    public void An_OAuth_client_is_enough() =>
        Bind(
            Complete,
            ("Zendesk:Email", null),
            ("Zendesk:ApiToken", null),
            ("Zendesk:OAuth:ClientId", "id"),
            ("Zendesk:OAuth:ClientSecret", "secret")
        )
            .OAuth.IsComplete.ShouldBeTrue();

    [Theory]
    [InlineData("Zendesk:ApiToken", null, Credentials)]
    [InlineData("Zendesk:Email", " ", Credentials)]
    [InlineData("Zendesk:BaseAddress", null, "Set Zendesk__BaseAddress, for example https://acme.zendesk.com.")]
    [InlineData("Zendesk:BaseAddress", "http://acme.test", "Zendesk__BaseAddress must be an https address; http is for loopback only.")]
    [InlineData("Zendesk:BaseAddress", "acme", "Zendesk__BaseAddress must be an https address; http is for loopback only.")]
    [InlineData("Zendesk:ExportRequestsPerMinute", "0", "Zendesk__ExportRequestsPerMinute must be above 0.")]
    public void What_is_missing_is_named_in_one_line(string setting, string? value, string message) =>
        Should.Throw<OptionsValidationException>(() => Bind(Complete, (setting, value))).Failures.ShouldBe([message]);

    private static ZendeskOptions Bind(Dictionary<string, string?> settings, params (string Name, string? Value)[] changes)
    {
        var values = new Dictionary<string, string?>(settings);
        foreach (var (name, value) in changes)
            values[name] = value;
        using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(values).Build())
            .AddZendesk()
            .BuildServiceProvider();
        return services.GetRequiredService<IOptions<ZendeskOptions>>().Value;
    }
}
