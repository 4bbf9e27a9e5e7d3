using Microsoft.Extensions.Options;
using TicketPlatform.Infrastructure.Notifications;

namespace TicketPlatform.Integration.Tests.Notifications;

public sealed class StartingWithTargets
{
    private const string Prefix = "Notifications:Targets:0:";

    private static readonly Dictionary<string, string?> Webhook = new()
    {
        [Prefix + "Name"] = "panel",
        [Prefix + "Channel"] = "webhook",
        [Prefix + "Url"] = "https://panel.acme.test/hooks",
        [Prefix + "Secrets:0"] = Messenger.Secret,
    };

    private static readonly Dictionary<string, string?> Email = new()
    {
        [Prefix + "Name"] = "mailbox",
        [Prefix + "Channel"] = "email",
        [Prefix + "Smtp:Host"] = "smtp.acme.test",
        [Prefix + "From"] = "Platform <platform@acme.test>",
        [Prefix + "To:0"] = "ops@acme.test",
    };

    [Fact]
    public void Without_targets_nothing_is_wrong() => Bind([]).Targets.ShouldBeEmpty();

    [Fact]
    public void What_is_not_set_has_a_default()
    {
        var target = Bind(Email).Targets.ShouldHaveSingleItem();

        (target.LeastSeverity, target.Smtp.Port, target.Smtp.Security).ShouldBe(("info", 587, "starttls"));
    }

    [Theory]
    [InlineData("Name", " ", "Set Notifications__Targets__0__Name.")]
    [InlineData("Channel", "pigeon", "Notifications__Targets__0__Channel must be webhook or slack or email.")]
    [InlineData("Url", null, "Notifications__Targets__0__Url must be an https address; http is for loopback only.")]
    [InlineData("Url", "http://acme.test/", "Notifications__Targets__0__Url must be an https address; http is for loopback only.")]
    [InlineData("Secrets:0", null, "Set Notifications__Targets__0__Secrets__0 to whsec_ and 24 to 64 random bytes in base64.")]
    [InlineData("Secrets:0", "whsec_abc", "Notifications__Targets__0__Secrets__0 must be whsec_ and 24 to 64 random bytes in base64.")]
    [InlineData(
        "Kinds:0",
        "alert*",
        "Notifications__Targets__0__Kinds__0 must be a kind such as alert.opened, a family such as alert.*, or *."
    )]
    [InlineData("LeastSeverity", "fatal", "Notifications__Targets__0__LeastSeverity must be info or warning or critical.")]
    public void What_is_wrong_with_a_webhook_is_named_in_one_line(string setting, string? value, string message) =>
        Refusals(Webhook, setting, value).ShouldBe([message]);

    [Theory]
    [InlineData("Smtp:Host", null, "Set Notifications__Targets__0__Smtp__Host, for example smtp.acme.test.")]
    [InlineData("Smtp:Port", "0", "Notifications__Targets__0__Smtp__Port must be from 1 to 65535.")]
    [InlineData("Smtp:Security", "ssl", "Notifications__Targets__0__Smtp__Security must be starttls or tls or none.")]
    [InlineData("Smtp:Security", "none", "Notifications__Targets__0__Smtp__Security may be none for a loopback address only.")]
    [InlineData(
        "Smtp:User",
        "me",
        "Set both Notifications__Targets__0__Smtp__User and Notifications__Targets__0__Smtp__Password, or neither."
    )]
    [InlineData(
        "Smtp:TrustedCertificates",
        "/nowhere.pem",
        "Notifications__Targets__0__Smtp__TrustedCertificates must be a file with certificates in PEM."
    )]
    [InlineData("From", "me", "Set Notifications__Targets__0__From to the address that writes, for example platform@acme.test.")]
    [InlineData("To:0", null, "Set Notifications__Targets__0__To__0 to the address that is written to.")]
    [InlineData("To:0", "me", "Notifications__Targets__0__To__0 must be an e-mail address.")]
    public void What_is_wrong_with_a_mailbox_is_named_in_one_line(string setting, string? value, string message) =>
        Refusals(Email, setting, value).ShouldBe([message]);

    [Fact]
    public void Two_targets_of_one_name_are_refused()
    {
        var twice = new Dictionary<string, string?>(Webhook);
        foreach (var (name, value) in Webhook)
            twice[name.Replace(":0:", ":1:", StringComparison.Ordinal)] = value;

        Should
            .Throw<OptionsValidationException>(() => Bind(twice))
            .Failures.ShouldBe(["Notifications__Targets names two targets panel; give each a Name of its own."]);
    }

    private static IEnumerable<string> Refusals(Dictionary<string, string?> settings, string setting, string? value)
    {
        var changed = new Dictionary<string, string?>(settings) { [Prefix + setting] = value };
        if (value is null)
            changed.Remove(Prefix + setting);
        return Should.Throw<OptionsValidationException>(() => Bind(changed)).Failures;
    }

    private static NotificationOptions Bind(Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddNotifications(configuration)
            .BuildServiceProvider();
        return services.GetRequiredService<IOptions<NotificationOptions>>().Value;
    }
}
