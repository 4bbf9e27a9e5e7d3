using FsCheck;
using FsCheck.Fluent;
using TicketPlatform.Domain.Statistics;

namespace TicketPlatform.Domain.Tests.Statistics;

/// <summary>How the credit for a ticket is shared, whoever owned it for however long.</summary>
public sealed class SharingCredit
{
    [Fact]
    public void Shares_add_up_to_a_whole_ticket_unless_nobody_owned_it() =>
        Holds(
            (owned, shares) => shares.Sum(share => share.Billionths) == (owned.Any(part => part.Seconds > 0) ? OwnedTime.WholeTicket : 0)
        );

    [Fact]
    public void Everybody_who_owned_it_has_their_seconds_and_a_part_and_nobody_else_has() =>
        Holds(
            (owned, shares) =>
                shares.Select(share => (share.AgentId, share.Seconds)).SequenceEqual(owned.Where(part => part.Seconds > 0).Order())
        );

    [Fact]
    public void A_share_is_the_proportion_rounded_down_or_the_next_billionth() =>
        Holds((_, shares) => shares.All(share => (long)(share.Billionths - Floor(share, shares)) is 0 or 1));

    [Fact]
    public void Who_is_rounded_up_had_a_larger_remainder_than_who_is_not_or_an_equal_one_and_a_lower_id() =>
        Holds(
            (_, shares) =>
            {
                var lucky = shares.Where(share => share.Billionths > Floor(share, shares)).ToList();
                return lucky.All(up =>
                    shares
                        .Except(lucky)
                        .All(down => (Remainder(down, shares), -down.AgentId).CompareTo((Remainder(up, shares), -up.AgentId)) < 0)
                );
            }
        );

    private static Int128 Floor(OwnedTime share, IReadOnlyList<OwnedTime> all) => Proportion(share) / Total(all);

    private static Int128 Remainder(OwnedTime share, IReadOnlyList<OwnedTime> all) => Proportion(share) % Total(all);

    private static Int128 Proportion(OwnedTime share) => (Int128)share.Seconds * OwnedTime.WholeTicket;

    private static Int128 Total(IReadOnlyList<OwnedTime> all) => all.Aggregate(Int128.Zero, (sum, share) => sum + share.Seconds);

    private static void Holds(Func<IReadOnlyList<(long AgentId, long Seconds)>, IReadOnlyList<OwnedTime>, bool> promise) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300),
            Prop.ForAll(Owned().ToArbitrary(), owned => promise(owned, OwnedTime.Share(owned)))
        );

    // Decades in one ticket are more than 64 bits of billionths.
    private static Gen<IReadOnlyList<(long AgentId, long Seconds)>> Owned() =>
        from agents in Gen.SubListOf(1L, 2, 3, 4, 5, 6, 7)
        from shuffled in Gen.Shuffle(agents.ToArray())
        from seconds in Gen.OneOf(Gen.Choose(0, 5), Gen.Choose(0, 1_000_000_000)).ArrayOf(shuffled.Length)
        select (IReadOnlyList<(long, long)>)[.. shuffled.Zip(seconds, (agent, time) => (agent, (long)time))];
}
