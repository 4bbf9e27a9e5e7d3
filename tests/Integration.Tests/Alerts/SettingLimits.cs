using Microsoft.Extensions.Options;
using TicketPlatform.Infrastructure.Alerts;
using TicketPlatform.WebApi;

namespace TicketPlatform.Integration.Tests.Alerts;

public sealed class SettingLimits
{
    public static TheoryData<string, int, int, double, double> Mistakes =>
        new()
        {
            { "Alerts__Limit", -1, 10, 2, 240 },
            { "Alerts__EscalationLimit", 3, 3, 2, 240 },
            { "Alerts__Dwell", 3, 10, -1, 240 },
            { "Alerts__Dwell", 3, 10, 1441, 240 },
            { "Alerts__RemindAfter", 3, 10, 2, 0.5 },
            { "Alerts__RemindAfter", 3, 10, 2, 50_000 },
        };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void What_contradicts_itself_is_refused_in_one_line(string setting, int limit, int escalation, double dwell, double remind)
    {
        var options = new AlertOptions
        {
            Limit = limit,
            EscalationLimit = escalation,
            Dwell = TimeSpan.FromMinutes(dwell),
            RemindAfter = TimeSpan.FromMinutes(remind),
        };

        var failure = new AlertOptionsValidation().Validate(null, options).Failures.ShouldNotBeNull().ShouldHaveSingleItem();

        failure.ShouldStartWith(setting);
        failure.ShouldNotContain('\n');
    }

    [Fact]
    public void The_defaults_are_fine_and_0_reminds_never()
    {
        new AlertOptionsValidation().Validate(null, new AlertOptions()).Succeeded.ShouldBeTrue();
        new AlertOptionsValidation().Validate(null, new AlertOptions { RemindAfter = TimeSpan.Zero }).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public void A_word_for_a_number_is_refused_in_one_line_too()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Alerts:Limit", "many")]).Build();
        using var services = new ServiceCollection().AddSingleton<IConfiguration>(settings).AddAlerts().BuildServiceProvider();

        var thrown = Should.Throw<InvalidOperationException>(() => services.GetRequiredService<IOptions<AlertOptions>>().Value);

        var line = StartupRefusal.Of(thrown).ShouldNotBeNull();
        line.ShouldContain("'many' at 'Alerts:Limit'");
        line.ShouldNotContain('\n');
    }
}
