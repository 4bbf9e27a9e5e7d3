using TicketPlatform.Domain.Alerts;
using TicketPlatform.Domain.Kernel;

namespace TicketPlatform.Domain.Tests.Alerts;

public sealed class FollowingOpenTickets
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Ada = Guid.Parse("0b7e1f00-0000-4000-8000-000000000001");

    private static readonly AlertRules Rules = new(
        Limit: 3,
        EscalationLimit: 10,
        Dwell: TimeSpan.FromMinutes(2),
        RemindAfter: TimeSpan.FromHours(4)
    );

    [Fact]
    public void As_many_as_the_limit_are_no_alert() => Follow(null, 3, Noon).ShouldBeEmpty();

    [Fact]
    public void One_more_opens_an_episode_with_its_evidence()
    {
        var alert = Follow(null, 4, Noon, touched: [3, 99]).ShouldHaveSingleItem();

        alert.State.UserId.ShouldBe(Ada);
        alert.State.OpenedAt.ShouldBe(Noon);
        alert.State.Evidence.ShouldBe([1, 2, 3, 4]);
        alert.State.CausedBy.ShouldBe([3], "only what is open can have crossed the limit");
        alert.State.Peak.ShouldBe(4);
        Kinds(alert).ShouldBe([AlertEventKind.Opened]);
    }

    [Fact]
    public void The_peak_rises_and_never_falls()
    {
        var alert = Follow(Opened(), 6, Noon.AddMinutes(1)).ShouldHaveSingleItem();
        Kinds(alert).ShouldBe([AlertEventKind.Peaked]);

        alert = Follow(alert.State, 5, Noon.AddMinutes(2)).ShouldHaveSingleItem();

        alert.State.Peak.ShouldBe(6);
        alert.State.OpenTickets.ShouldBe(5);
        alert.State.Evidence.Count.ShouldBe(5);
        alert.Events.ShouldBeEmpty();
    }

    [Fact]
    public void It_closes_when_the_dwell_time_is_over_and_not_when_somebody_looks()
    {
        var fallen = Follow(Opened(), 3, Noon.AddMinutes(10)).ShouldHaveSingleItem();
        fallen.IsOpen.ShouldBeTrue();
        fallen.State.DueAt.ShouldBe(Noon.AddMinutes(12));

        Follow(fallen.State, 3, Noon.AddMinutes(12).AddSeconds(-1)).ShouldHaveSingleItem().IsOpen.ShouldBeTrue();
        var closed = Follow(fallen.State, 3, Noon.AddHours(1)).ShouldHaveSingleItem();

        closed.State.ClosedAt.ShouldBe(Noon.AddMinutes(12));
        closed.State.DueAt.ShouldBeNull();
        Kinds(closed).ShouldBe([AlertEventKind.Closed]);
        closed.State.Evidence.ShouldBe([1, 2, 3, 4], "it tells what was wrong, not what is right now");
    }

    [Fact]
    public void Flapping_is_one_episode()
    {
        var fallen = Follow(Opened(), 3, Noon.AddMinutes(1)).ShouldHaveSingleItem();

        var risen = Follow(fallen.State, 4, Noon.AddMinutes(2)).ShouldHaveSingleItem();

        risen.IsOpen.ShouldBeTrue();
        risen.State.BelowSince.ShouldBeNull();
        Kinds(risen).ShouldBe([AlertEventKind.Rose]);
    }

    [Fact]
    public void A_rise_after_the_dwell_time_is_another_episode_even_if_nobody_closed_the_first()
    {
        var fallen = Follow(Opened(), 2, Noon.AddMinutes(1)).ShouldHaveSingleItem();

        var episodes = Follow(fallen.State, 5, Noon.AddMinutes(30));

        episodes.Count.ShouldBe(2);
        episodes[0].State.ClosedAt.ShouldBe(Noon.AddMinutes(3));
        episodes[1].State.OpenedAt.ShouldBe(Noon.AddMinutes(30));
        episodes[1].State.Id.ShouldNotBe(episodes[0].State.Id);
    }

    [Fact]
    public void Without_a_dwell_time_it_closes_at_once()
    {
        var rules = Rules with { Dwell = TimeSpan.Zero };

        var closed = AlertEpisode.Follow(Opened(), Seen(3), new(AlertCause.Ticket, []), rules, Noon.AddMinutes(1)).ShouldHaveSingleItem();

        closed.State.ClosedAt.ShouldBe(Noon.AddMinutes(1));
        Kinds(closed).ShouldBe([AlertEventKind.Fell, AlertEventKind.Closed]);
    }

    [Fact]
    public void The_second_threshold_escalates_once()
    {
        var alert = Follow(Opened(), 11, Noon.AddMinutes(1)).ShouldHaveSingleItem();
        Kinds(alert).ShouldBe([AlertEventKind.Peaked, AlertEventKind.Escalated]);

        alert = Follow(alert.State, 4, Noon.AddMinutes(2)).ShouldHaveSingleItem();
        alert = Follow(alert.State, 11, Noon.AddMinutes(3)).ShouldHaveSingleItem();

        alert.State.EscalatedAt.ShouldBe(Noon.AddMinutes(1));
        alert.Events.ShouldBeEmpty();
    }

    [Fact]
    public void A_user_with_a_limit_of_their_own_escalates_as_far_above_it()
    {
        var seen = Seen(27) with { Limit = 20 };
        var alert = AlertEpisode.Follow(null, seen, new(AlertCause.Ticket, []), Rules, Noon).ShouldHaveSingleItem();
        alert.State.EscalatedAt.ShouldBeNull();

        seen = Seen(28) with { Limit = 20 };
        alert = AlertEpisode.Follow(alert.State, seen, new(AlertCause.Ticket, []), Rules, Noon).ShouldHaveSingleItem();

        alert.State.EscalatedAt.ShouldBe(Noon);
    }

    [Fact]
    public void It_is_told_again_until_somebody_takes_care_of_it()
    {
        var alert = Follow(Opened(), 4, Noon.AddHours(4)).ShouldHaveSingleItem();
        Kinds(alert).ShouldBe([AlertEventKind.Reminded]);
        alert = Follow(alert.State, 4, Noon.AddHours(20)).ShouldHaveSingleItem();
        alert.State.Reminders.ShouldBe(2, "late is once");

        alert.Acknowledge("Grace", "Calling her.", Rules, Noon.AddHours(21)).ShouldBe(Result.Success);
        alert = Follow(alert.State, 5, Noon.AddDays(9)).ShouldHaveSingleItem();

        alert.State.Reminders.ShouldBe(2);
        alert.State.Acknowledged.ShouldBe(new Acknowledgement("Grace", Noon.AddHours(21), "Calling her."));
    }

    [Fact]
    public void Nobody_is_reminded_of_what_is_about_to_end()
    {
        var fallen = Follow(Opened(), 3, Noon.AddHours(4).AddMinutes(-1)).ShouldHaveSingleItem();

        Follow(fallen.State, 3, Noon.AddHours(4)).ShouldHaveSingleItem().Events.ShouldBeEmpty();
    }

    [Fact]
    public void A_second_acknowledgement_says_who_was_first()
    {
        var alert = new AlertEpisode(Opened());
        alert.Acknowledge("Grace", null, Rules, Noon.AddMinutes(1));

        var second = alert.Acknowledge("Edsger", "Mine!", Rules, Noon.AddMinutes(2));

        second.Failure.ShouldNotBeNull().Detail.ShouldContain("Grace");
        alert.State.Acknowledged!.By.ShouldBe("Grace");
    }

    [Fact]
    public void A_snooze_postpones_the_reminder_until_its_end()
    {
        var alert = new AlertEpisode(Opened());
        alert.Snooze("Grace", Noon.AddHours(30), Rules, Noon.AddMinutes(1)).ShouldBe(Result.Success);

        Follow(alert.State, 4, Noon.AddHours(29)).ShouldHaveSingleItem().Events.ShouldBeEmpty();
        var woken = Follow(alert.State, 4, Noon.AddHours(30)).ShouldHaveSingleItem();

        Kinds(woken).ShouldBe([AlertEventKind.Reminded]);
        woken.State.SnoozedUntil.ShouldBeNull();
    }

    [Fact]
    public void Escalation_ends_a_snooze()
    {
        var alert = new AlertEpisode(Opened());
        alert.Snooze("Grace", Noon.AddHours(30), Rules, Noon.AddMinutes(1));

        var escalated = Follow(alert.State, 11, Noon.AddHours(1)).ShouldHaveSingleItem();

        escalated.State.SnoozedUntil.ShouldBeNull();
        escalated.State.RemindAt.ShouldBe(Noon.AddHours(5));
    }

    [Fact]
    public void What_is_closed_cannot_be_changed()
    {
        var fallen = Follow(Opened(), 0, Noon.AddMinutes(1)).ShouldHaveSingleItem();
        var closed = Follow(fallen.State, 0, Noon.AddMinutes(3)).ShouldHaveSingleItem();

        closed.Acknowledge("Grace", null, Rules, Noon.AddMinutes(4)).Failure.ShouldBe(AlertFailures.Closed);
        closed.Snooze("Grace", Noon.AddDays(1), Rules, Noon.AddMinutes(4)).Failure.ShouldBe(AlertFailures.Closed);
    }

    [Fact]
    public void A_removed_user_ends_it_at_once_and_takes_the_note_along()
    {
        var alert = new AlertEpisode(Opened());
        alert.Acknowledge("Grace", "Ada is on leave.", Rules, Noon.AddMinutes(1));

        alert.Abandon(Rules, Noon.AddMinutes(2));

        alert.State.ClosedAt.ShouldBe(Noon.AddMinutes(2));
        alert.State.Acknowledged!.Note.ShouldBeNull();
        alert.State.DueAt.ShouldBeNull();
    }

    [Fact]
    public void What_had_ended_before_the_user_was_removed_ended_then()
    {
        var fallen = Follow(Opened(), 3, Noon.AddMinutes(1)).ShouldHaveSingleItem();

        fallen.Abandon(Rules, Noon.AddMinutes(30));

        fallen.State.ClosedAt.ShouldBe(Noon.AddMinutes(3));
    }

    private static AlertState Opened() => Follow(null, 4, Noon).Single().State;

    private static IReadOnlyList<AlertEpisode> Follow(AlertState? open, int count, DateTimeOffset now, params long[] touched) =>
        AlertEpisode.Follow(open, Seen(count), new AlertTrigger(AlertCause.Ticket, touched), Rules, now);

    private static OpenTickets Seen(int count) => new(Ada, count, Rules.Limit, [.. Enumerable.Range(1, count).Select(id => (long)id)]);

    private static IEnumerable<AlertEventKind> Kinds(AlertEpisode alert) => alert.Events.Select(happened => happened.Kind);
}
