using FsCheck;
using FsCheck.Fluent;
using TicketPlatform.Domain.Tickets;

namespace TicketPlatform.Domain.Tests.Tickets;

/// <summary>The promise behind the one way in: what was seen decides, not when it arrived or how often.</summary>
public sealed class OrderOfArrival
{
    private static readonly string[] Statuses = ["new", "open", "pending", "solved", "deleted", "triaged"];

    [Fact]
    public void Any_permutation_and_duplication_of_observations_ends_in_the_same_state() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(2_000),
            Prop.ForAll(
                Histories().ToArbitrary(),
                history =>
                {
                    var inOrder = After(history.Seen);
                    var otherwise = After(history.Shuffled);
                    return (State(inOrder) == State(otherwise)).Label($"{State(inOrder)} but {State(otherwise)}");
                }
            )
        );

    [Fact]
    public void The_ticket_is_always_its_greatest_observation() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(2_000),
            Prop.ForAll(
                Histories().ToArbitrary(),
                history =>
                {
                    var greatest = history.Seen.Aggregate((a, b) => a.CompareTo(b) >= 0 ? a : b);
                    var ticket = After(history.Shuffled);
                    return ticket.Seen.Content.Describes(greatest.Content) && ticket.Seen.Version == greatest.Version;
                }
            )
        );

    private static Ticket After(IReadOnlyList<TicketObservation> observations)
    {
        var ticket = Ticket.First(observations[0]);
        foreach (var seen in observations.Skip(1))
            ticket.Apply(seen);
        return ticket;
    }

    private static (TicketContent Content, long Version, ObservationSource Source) State(Ticket ticket) =>
        (ticket.Seen.Content, ticket.Seen.Version, ticket.Seen.Source);

    private static Gen<History> Histories() =>
        from seen in Observations().NonEmptyListOf()
        from repeated in Gen.Elements<TicketObservation>(seen).ListOf()
        from shuffled in Gen.Shuffle(seen.Concat(repeated).ToArray())
        select new History([.. seen], [.. shuffled]);

    // Few versions, so that ties are common. The blind minute makes the export final for its second: of one version it has one content.
    private static Gen<TicketObservation> Observations() =>
        from source in Gen.Elements(ObservationSource.Webhook, ObservationSource.Reread, ObservationSource.Export)
        from version in Gen.Choose(1, 4)
        from status in Gen.Choose(0, Statuses.Length - 1)
        from delay in Gen.Choose(0, 3)
        select source == ObservationSource.Export
            ? Sightings.Of(source, version, Statuses[version], version + 90)
            : Sightings.Of(source, version, Statuses[status], version + delay);

    private sealed record History(IReadOnlyList<TicketObservation> Seen, IReadOnlyList<TicketObservation> Shuffled);
}
