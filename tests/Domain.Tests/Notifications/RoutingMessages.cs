using TicketPlatform.Domain.Notifications;

namespace TicketPlatform.Domain.Tests.Notifications;

public sealed class RoutingMessages
{
    [Theory]
    [InlineData("*", "alert.opened", true)]
    [InlineData("alert.opened", "alert.opened", true)]
    [InlineData("alert.opened", "alert.closed", false)]
    [InlineData("alert.*", "alert.opened", true)]
    [InlineData("alert.*", "alerts.opened", false)]
    [InlineData("alert.*", "alert", false)]
    public void A_kind_goes_where_a_pattern_fits(string pattern, string kind, bool goes) =>
        new NotificationRoute(["hour.overdue", pattern], NotificationSeverity.Info).Takes(kind, NotificationSeverity.Info).ShouldBe(goes);

    [Theory]
    [InlineData(NotificationSeverity.Info, false)]
    [InlineData(NotificationSeverity.Warning, true)]
    [InlineData(NotificationSeverity.Critical, true)]
    public void Nothing_below_the_least_severity_goes(NotificationSeverity severity, bool goes) =>
        new NotificationRoute(["*"], NotificationSeverity.Warning).Takes("alert.opened", severity).ShouldBe(goes);

    [Theory]
    [InlineData("*", true)]
    [InlineData("alert.*", true)]
    [InlineData("alert.opened", true)]
    [InlineData("", false)]
    [InlineData("**", false)]
    [InlineData("alert*", false)]
    [InlineData("*.opened", false)]
    [InlineData("alert.*.opened", false)]
    public void Only_what_can_fit_is_a_pattern(string pattern, bool isOne) => NotificationRoute.IsPattern(pattern).ShouldBe(isOne);
}
