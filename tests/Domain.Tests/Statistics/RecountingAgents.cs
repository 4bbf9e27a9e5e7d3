using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using TicketPlatform.Domain.Statistics;

namespace TicketPlatform.Domain.Tests.Statistics;

/// <summary>The ranking of agents beside a recount in integers of any size.</summary>
public sealed class RecountingAgents
{
    private const long Micro = 1_000_000;
    private static readonly long[] Agents = [1, 2, 3, 4, 5];

    [Fact]
    public void Credits_add_up_to_one_for_every_ticket_that_somebody_owned() =>
        Holds(
            (counted, ranking) =>
            {
                ranking.Agents.Sum(agent => agent.Billionths).ShouldBe(OwnedTime.WholeTicket * (counted.Count - ranking.Unattributed));
                ranking.Unattributed.ShouldBe(counted.Count(resolution => !resolution.Owned.Any()));
            }
        );

    [Fact]
    public void Every_agent_has_the_sums_of_their_parts() =>
        Holds(
            (counted, ranking) =>
            {
                var present = Agents.Where(agent => counted.Any(one => one.AssigneeId == agent || Part(one, agent) is not null));
                ranking.Agents.Select(agent => agent.AgentId).Order().ShouldBe(present);
                foreach (var agent in ranking.Agents)
                    agent.ShouldBe(Recount(counted, agent.AgentId) with { Rank = agent.Rank });
            }
        );

    [Fact]
    public void Who_has_five_tickets_and_a_quarter_of_the_median_is_ranked_by_exact_scores() =>
        Holds(
            (_, ranking) =>
            {
                var credits = ranking.Agents.Select(agent => (BigInteger)agent.Billionths).ToList();
                var median = credits.Where(limit => 2 * credits.Count(credit => credit <= limit) >= credits.Count).DefaultIfEmpty().Min();
                var eligible = ranking.Agents.Where(agent => agent.Billionths >= 5_000_000_000 && 4 * agent.Billionths >= median).ToList();
                foreach (var agent in ranking.Agents)
                    agent.Rank.ShouldBe(
                        eligible.Contains(agent) ? 1 + eligible.Count(other => Score(other, agent) > Score(agent, other)) : null
                    );
            }
        );

    [Fact]
    public void The_ranked_come_first_by_rank_and_id_and_all_of_the_first_rank_win() =>
        Holds(
            (_, ranking) =>
            {
                var places = ranking.Agents.Select(agent => (agent.Rank ?? int.MaxValue, agent.AgentId)).ToList();
                places.ShouldBe(places.Order());
                ranking.Winners.ShouldBe(ranking.Agents.Where(agent => agent.Rank == 1).Select(agent => agent.AgentId));
                var lower = ranking.Agents.FirstOrDefault(agent => agent.Rank > 1);
                ranking.Margin.ShouldBe(lower is null ? null : ranking.Agents[0].CreditsPerHour - lower.CreditsPerHour);
            }
        );

    [Fact]
    public void What_is_shown_is_the_nearest_millionth_of_the_exact_score() =>
        Holds(
            (_, ranking) =>
            {
                foreach (var agent in ranking.Agents.Where(agent => agent.OwnedSeconds > 0))
                {
                    var unit = (BigInteger)OwnedTime.WholeTicket * agent.OwnedSeconds;
                    var exact = (BigInteger)agent.Billionths * 3_600 * Micro;
                    var shown = new BigInteger(agent.CreditsPerHour!.Value * Micro);
                    (2 * BigInteger.Abs((shown * unit) - exact)).ShouldBeLessThanOrEqualTo(unit);
                }
            }
        );

    [Fact]
    public void The_order_of_the_resolutions_changes_nothing() =>
        Holds((counted, ranking) => Rankings.Of(counted.Reverse()).Agents.ShouldBe(ranking.Agents));

    private static BigInteger Score(AgentFigures agent, AgentFigures other) => (BigInteger)agent.Billionths * other.OwnedSeconds;

    private static AgentFigures Recount(IReadOnlyList<CountedResolution> counted, long agent)
    {
        var parts = counted.Select(resolution => Part(resolution, agent)).OfType<OwnedTime>().ToList();
        var own = counted
            .Where(resolution => resolution.AssigneeId == agent)
            .Select(resolution => Part(resolution, agent)?.Seconds ?? 0)
            .ToList();
        return new(agent, own.Count, parts.Sum(part => part.Billionths), parts.Sum(part => part.Seconds), DurationFigure.Of(own), null);
    }

    private static OwnedTime? Part(CountedResolution resolution, long agent) =>
        resolution.Owned.SingleOrDefault(part => part.AgentId == agent);

    private static void Holds(Action<IReadOnlyList<CountedResolution>, AgentRanking> promise) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(100),
            Prop.ForAll(Resolutions().ToArbitrary(), counted => promise(counted, Rankings.Of(counted)))
        );

    private static Gen<IReadOnlyList<CountedResolution>> Resolutions() =>
        from count in Gen.Choose(0, 60)
        from resolutions in (
            from assignee in Gen.Elements([null, .. Agents.Select(agent => (long?)agent)])
            from owners in Gen.Frequency((1, Gen.Constant<IReadOnlyList<long>>([])), (4, Owners()))
            from seconds in Gen.Elements<long>(0, 1, 600, 1_200).ArrayOf(owners.Count)
            select new CountedResolution(42, assignee, OwnedTime.Share([.. owners.Zip(seconds)]))
        ).ListOf(count)
        select (IReadOnlyList<CountedResolution>)[.. resolutions];

    // Mostly one and often the same, so that some have many credits and others few.
    private static Gen<IReadOnlyList<long>> Owners() =>
        from first in Gen.Elements<long>(1, 1, 1, 2, 2, 3, 4, 5)
        from second in Gen.Elements<long>(1, 2, 3, 4, 5)
        from isShared in Gen.Elements(true, false, false)
        select (IReadOnlyList<long>)(isShared ? [.. new[] { first, second }.Distinct()] : [first]);
}
