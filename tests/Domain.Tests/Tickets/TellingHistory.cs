using FsCheck;
using FsCheck.Fluent;
using TicketPlatform.Domain.Tickets;

namespace TicketPlatform.Domain.Tests.Tickets;

public sealed class TellingHistory
{
    private static readonly string[] Statuses = ["new", "open", "pending", "solved"];

    [Fact]
    public void Each_run_of_equal_sightings_is_one_change()
    {
        var changes = StatusHistory.Of([Seen(1, "new"), Seen(2, "open"), Seen(3, "open"), Seen(5, "pending"), Seen(9, "open")]);

        changes
            .Select(change => (change.From?.Name, change.To.Name, change.At.ToUnixTimeSeconds()))
            .ShouldBe([(null, "new", 1), ("new", "open", 2), ("open", "pending", 5), ("pending", "open", 9)]);
    }

    [Fact]
    public void A_late_sighting_splits_the_run_that_it_falls_into()
    {
        var changes = StatusHistory.Of([Seen(1, "pending"), Seen(5, "pending"), Seen(3, "open")]);

        changes.Select(change => change.To.Name).ShouldBe(["pending", "open", "pending"]);
    }

    [Fact]
    public void An_export_that_confirms_what_an_event_told_adds_nothing()
    {
        var told = Event(100, "open", microsecond: 250_000, actor: 901);
        var confirmed = Sightings.Export(100, "open") with { Content = Content("open", updatedAt: 160, setAt: 100) };

        var changes = StatusHistory.Of([.. StatusSighting.Of(told), .. StatusSighting.Of(confirmed)]);

        changes
            .ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(
                change => change.ActorId.ShouldBe(901),
                change => change.Source.ShouldBe(ObservationSource.Webhook),
                change => change.At.ToUnixTimeSeconds().ShouldBe(100)
            );
    }

    [Fact]
    public void Events_of_one_second_keep_their_order_and_the_export_shows_what_it_ended_with()
    {
        var changes = StatusHistory.Of([
            .. StatusSighting.Of(Sightings.Export(100, "pending") with { Content = Content("pending", updatedAt: 100, setAt: 100) }),
            .. StatusSighting.Of(Event(100, "pending", microsecond: 700_000)),
            .. StatusSighting.Of(Event(100, "open", microsecond: 200_000)),
        ]);

        changes.Select(change => change.To.Name).ShouldBe(["open", "pending"]);
    }

    [Theory]
    [InlineData("pending")]
    [InlineData("open")]
    public void A_read_within_the_second_of_several_events_adds_nothing_because_it_might_stand_anywhere_among_them(string read)
    {
        var changes = StatusHistory.Of([
            .. StatusSighting.Of(Event(100, "pending", microsecond: 700_000)),
            .. StatusSighting.Of(ReadWithin(100, read)),
            .. StatusSighting.Of(Event(100, "new", microsecond: 200_000)),
        ]);

        changes.Select(change => change.To.Name).ShouldBe(["new", "pending"]);
    }

    [Fact]
    public void A_read_within_a_second_stands_before_the_status_that_the_second_ended_with()
    {
        var changes = StatusHistory.Of([
            .. StatusSighting.Of(Sightings.Export(100, "pending") with { Content = Content("pending", 100, setAt: 100) }),
            .. StatusSighting.Of(ReadWithin(100, "open")),
        ]);

        changes.Select(change => change.To.Name).ShouldBe(["open", "pending"]);
    }

    [Fact]
    public void An_event_that_only_confirms_what_was_read_within_its_second_still_tells_its_place()
    {
        var ticket = Ticket.First(ReadWithin(100, "open"));

        ticket.Apply(Event(100, "open", microsecond: 400_000));

        var changes = StatusHistory.Of([
            .. StatusSighting.Of(Event(100, "deleted", microsecond: 100_000)),
            .. ticket.Untold,
            .. StatusSighting.Of(ticket.Seen),
            Seen(101, "hold"),
        ]);
        changes.Select(change => change.To.Name).ShouldBe(["deleted", "open", "hold"]);
    }

    [Fact]
    public void A_read_before_the_only_change_of_its_second_does_not_double_that_change()
    {
        var changes = StatusHistory.Of([
            Seen(99, "open"),
            .. StatusSighting.Of(ReadWithin(100, "open")),
            .. StatusSighting.Of(Event(100, "hold", microsecond: 300_000)),
            .. StatusSighting.Of(Event(100, "hold", microsecond: 600_000)),
            .. StatusSighting.Of(Sightings.Export(100, "hold") with { Content = Content("hold", 100, setAt: 100) }),
        ]);

        changes.Select(change => change.To.Name).ShouldBe(["open", "hold"]);
    }

    [Fact]
    public void Two_reads_within_a_second_that_nothing_else_told_are_one_status_because_their_order_is_unknown()
    {
        var changes = StatusHistory.Of([.. StatusSighting.Of(ReadWithin(100, "open")), .. StatusSighting.Of(ReadWithin(100, "hold"))]);

        changes.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_restored_ticket_takes_up_its_status_after_the_deletion()
    {
        var deleted = Sightings.Export(50, "deleted") with { Content = Content("deleted", updatedAt: 50, setAt: null) };
        var restored = Sightings.Export(60, "solved") with { Content = Content("solved", updatedAt: 60, setAt: 40) };

        var changes = StatusHistory.Of([.. StatusSighting.Of(restored), .. StatusSighting.Of(deleted)]);

        changes.Select(change => change.To.Name).ShouldBe(["solved", "deleted", "solved"]);
    }

    [Fact]
    public void Whatever_the_order_of_arrival_the_history_holds_every_status_once() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(2_000),
            Prop.ForAll(
                Arrivals().ToArbitrary(),
                arrivals =>
                {
                    var told = Told(arrivals);
                    var truth = StatusHistory
                        .Of(arrivals.SelectMany(StatusSighting.Of))
                        .Select(change => (change.From, change.To, change.At));
                    return truth.SequenceEqual(told.Select(change => (change.From, change.To, change.At)));
                }
            )
        );

    [Fact]
    public void A_repeated_export_adds_nothing_to_the_history()
    {
        var ticket = Ticket.First(Sightings.Export(100, "open"));

        ticket.Apply(Sightings.Export(100, "open"));

        ticket.Untold.ShouldBeEmpty();
    }

    /// <summary>What the stored row and the kept sightings tell together.</summary>
    private static IReadOnlyList<StatusChange> Told(TicketObservation[] arrivals)
    {
        var ticket = Ticket.First(arrivals[0]);
        foreach (var seen in arrivals.Skip(1))
            ticket.Apply(seen);
        return StatusHistory.Of([.. ticket.Untold, .. StatusSighting.Of(ticket.Seen)]);
    }

    // One event a second at most, as the simulator's truth has it; what is observed of a second agrees, whatever the source and the repetition.
    private static Gen<TicketObservation[]> Arrivals() =>
        from statuses in Gen.Choose(0, Statuses.Length - 1).NonEmptyListOf()
        from picks in Pick(statuses.Count).NonEmptyListOf()
        from shuffled in Gen.Shuffle(picks.ToArray())
        select shuffled.Select(pick => Observation(pick.Second, Statuses[statuses[pick.Second]], pick.Source)).ToArray();

    private static Gen<(int Second, ObservationSource Source)> Pick(int seconds) =>
        from second in Gen.Choose(0, seconds - 1)
        from source in Gen.Elements(ObservationSource.Webhook, ObservationSource.Reread, ObservationSource.Export)
        select (second, source);

    private static TicketObservation Observation(int second, string status, ObservationSource source) =>
        source == ObservationSource.Webhook
            ? Event(second, status, microsecond: 1)
            : Sightings.Of(source, second, status, second + 90) with
            {
                Content = Content(status, second, setAt: null),
            };

    private static TicketObservation Event(long second, string status, int microsecond, long? actor = null) =>
        Sightings.Webhook(second, status) with
        {
            Content = Content(status, second, second),
            ObservedAt = DateTimeOffset.FromUnixTimeSeconds(second).AddMicroseconds(microsecond),
            ActorId = actor,
        };

    private static TicketObservation ReadWithin(long second, string status) =>
        Sightings.Of(ObservationSource.Reread, second, status, observed: second) with
        {
            Content = Content(status, second, setAt: second),
        };

    private static TicketContent Content(string status, long updatedAt, long? setAt) =>
        Sightings.Content(status) with
        {
            UpdatedAt = DateTimeOffset.FromUnixTimeSeconds(updatedAt),
            StatusChangedAt = setAt is { } second ? DateTimeOffset.FromUnixTimeSeconds(second) : null,
        };

    private static StatusSighting Seen(long second, string status) =>
        new(42, TicketStatus.Parse(status), DateTimeOffset.FromUnixTimeSeconds(second), ObservationSource.Export, null);
}
