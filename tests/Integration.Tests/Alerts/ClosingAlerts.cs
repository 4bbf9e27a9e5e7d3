using TicketPlatform.Application.Alerts;
using TicketPlatform.Application.Users;
using TicketPlatform.Domain.Tickets;

namespace TicketPlatform.Integration.Tests.Alerts;

public sealed class ClosingAlerts(AlertedPlatform platform) : IClassFixture<AlertedPlatform>
{
    [Fact]
    public async Task It_closes_after_the_dwell_time_however_late_the_job_is()
    {
        var ada = await platform.PersonAsync();
        var tickets = await platform.TicketsAsync(ada, 4);
        await platform.ObserveAsync(tickets[1], ada, TicketStatus.Solved);
        var fell = platform.Time.GetUtcNow();

        await platform.PassAsync(TimeSpan.FromSeconds(119));
        (await platform.AlertAsync(ada)).BelowSince.ShouldBe(fell);
        await platform.PassAsync(TimeSpan.FromMinutes(20));

        var alert = (await platform.AlertsAsync(ada)).ShouldHaveSingleItem();
        alert.ClosedAt.ShouldBe(fell.AddMinutes(2));
        (await platform.KindsAsync(alert.Id)).ShouldBe(["opened", "fell", "closed"]);
        (await platform.ToldAsync(alert.Id)).ShouldBe(["alert.opened", "alert.closed"]);
    }

    [Fact]
    public async Task Flapping_makes_no_noise()
    {
        var ada = await platform.PersonAsync();
        var tickets = await platform.TicketsAsync(ada, 4);
        for (var i = 0; i < 3; i++)
        {
            await platform.ObserveAsync(tickets[0], ada, TicketStatus.Solved);
            await platform.PassAsync(TimeSpan.FromSeconds(90));
            await platform.ObserveAsync(tickets[0], ada, TicketStatus.Open);
            await platform.PassAsync(TimeSpan.FromSeconds(90));
        }

        var alert = await platform.AlertAsync(ada);
        (await platform.ToldAsync(alert.Id)).ShouldBe(["alert.opened"]);
        (await platform.KindsAsync(alert.Id)).ShouldBe(["opened", "fell", "rose", "fell", "rose", "fell", "rose"]);
    }

    [Fact]
    public async Task A_rise_after_the_dwell_time_opens_another_before_any_job_has_run()
    {
        var ada = await platform.PersonAsync();
        var tickets = await platform.TicketsAsync(ada, 4);
        await platform.ObserveAsync(tickets[0], ada, TicketStatus.Solved);
        platform.Time.Advance(TimeSpan.FromMinutes(5));

        await platform.ObserveAsync(tickets[0], ada, TicketStatus.Open);

        (await platform.AlertsAsync(ada)).Select(alert => alert.State).ShouldBe(["open", "closed"]);
    }

    [Fact]
    public async Task It_escalates_and_reminds_until_somebody_acknowledges_it()
    {
        var ada = await platform.PersonAsync();
        await platform.TicketsAsync(ada, 11);
        await platform.PassAsync(TimeSpan.FromHours(5));
        await platform.PassAsync(TimeSpan.FromHours(5));
        var alert = await platform.AlertAsync(ada);

        await platform.SendAsync(new AcknowledgeAlert(alert.Id, "Grace", null));
        await platform.PassAsync(TimeSpan.FromHours(50));

        (await platform.ToldAsync(alert.Id)).ShouldBe(["alert.opened", "alert.escalated", "alert.reminder", "alert.reminder"]);
    }

    [Fact]
    public async Task A_removed_user_ends_it_and_what_was_written_of_them_is_forgotten()
    {
        var ada = await platform.PersonAsync();
        await platform.TicketsAsync(ada, 4);
        var alert = await platform.AlertAsync(ada);
        await platform.SendAsync(new AcknowledgeAlert(alert.Id, "Grace", "Ada is on leave."));
        platform.Time.Advance(TimeSpan.FromMinutes(1));

        await platform.SendAsync(new DeleteUser(ada.Id));

        var story = await platform.StoryAsync(alert.Id);
        story.Alert.ClosedAt.ShouldBe(platform.Time.GetUtcNow());
        story.Alert.User.ShouldBe(new AlertUser(ada.Id, null));
        story.Alert.AcknowledgedBy.ShouldBe("Grace");
        story.Alert.Note.ShouldBeNull();
        story.Timeline.Select(moment => moment.Note).ShouldAllBe(note => note == null);
        story.Timeline[^1].Kind.ShouldBe("abandoned");
        story.Messages[^1].Title.ShouldNotContain(ada.Email);
    }
}
