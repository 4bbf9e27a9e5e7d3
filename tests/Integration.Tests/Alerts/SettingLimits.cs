using TicketPlatform.Infrastructure.Alerts;

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
}
