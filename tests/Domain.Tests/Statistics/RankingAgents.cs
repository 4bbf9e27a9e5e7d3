using TicketPlatform.Domain.Statistics;

namespace TicketPlatform.Domain.Tests.Statistics;

public sealed class RankingAgents
{
    private long _ticket;

    [Fact]
    public void Who_earns_more_credit_by_the_hour_is_more_efficient()
    {
        var ranking = Rankings.Of([.. Solved(1, count: 10, seconds: 600), .. Solved(2, count: 10, seconds: 1_200)]);

        ranking.Winners.ShouldBe([1]);
        ranking.Agents.Select(agent => (agent.AgentId, agent.Rank, agent.CreditsPerHour)).ShouldBe([(1, 1, 6m), (2, 2, 3m)]);
        ranking.Margin.ShouldBe(3m);
        ranking.Agents[0].Handling.ShouldBe(new DurationFigure(10, 6_000, 600m, 600, 600));
    }

    [Fact]
    public void Solving_what_a_colleague_has_worked_on_earns_nothing()
    {
        var finished = Enumerable.Range(0, 20).Select(_ => new CountedResolution(++_ticket, 2, [new(1, 600, OwnedTime.WholeTicket)]));

        var ranking = Rankings.Of([.. finished]);

        ranking.Winners.ShouldBe([1]);
        var presser = ranking.Agents.Single(agent => agent.AgentId == 2);
        presser.Resolutions.ShouldBe(20);
        presser.Rank.ShouldBeNull();
        presser.CreditsPerHour.ShouldBeNull();
        presser.Handling.SumSeconds.ShouldBe(0);
    }

    [Fact]
    public void Equal_scores_are_co_winners_and_a_lower_one_is_not_although_all_are_rounded_alike()
    {
        var ranking = Rankings.Of([.. Solved(3, 6, 7_000_000), .. Solved(1, 12, 7_000_000), .. Solved(2, 6, 7_000_001)]);

        ranking.Winners.ShouldBe([1, 3]);
        ranking.Agents.Select(agent => agent.AgentId).ShouldBe([1, 3, 2]);
        ranking.Agents.Select(agent => agent.Rank).ShouldBe([1, 1, 3]);
        ranking.Agents.Select(agent => agent.CreditsPerHour).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public void Fewer_than_five_credits_are_too_few_to_compare()
    {
        var ranking = Rankings.Of([.. Solved(1, 4, 1), .. Solved(2, 5, 1_000)]);

        ranking.Winners.ShouldBe([2]);
        ranking.Margin.ShouldBeNull();
        ranking.Agents[^1].AgentId.ShouldBe(1);
        ranking.Agents[^1].IsEligible.ShouldBeFalse();
    }

    [Fact]
    public void Fewer_than_a_quarter_of_the_median_are_too_few_to_compare()
    {
        CountedResolution[] others = [.. Solved(1, 40, 100), .. Solved(2, 40, 100)];

        Rankings.Of([.. others, .. Solved(3, 9, 1)]).Winners.ShouldBe([1, 2]);
        Rankings.Of([.. others, .. Solved(3, 10, 1)]).Winners.ShouldBe([3]);
    }

    [Fact]
    public void Of_two_agents_the_one_with_fewer_credits_is_the_median()
    {
        var ranking = Rankings.Of([.. Solved(1, 40, 100), .. Solved(2, 5, 1)]);

        ranking.Winners.ShouldBe([2]);
    }

    [Fact]
    public void Nobody_wins_where_nobody_is_eligible()
    {
        Rankings.Of([]).Agents.ShouldBeEmpty();
        Rankings.Of([]).Winners.ShouldBeEmpty();
        Rankings.Of([.. Solved(1, 4, 100)]).Winners.ShouldBeEmpty();
    }

    [Fact]
    public void A_ticket_that_nobody_owned_is_counted_as_unattributed()
    {
        var ranking = Rankings.Of([new CountedResolution(1, 5, []), new CountedResolution(2, null, [])]);

        ranking.Unattributed.ShouldBe(2);
        ranking.Agents.ShouldHaveSingleItem().Resolutions.ShouldBe(1);
    }

    private List<CountedResolution> Solved(long agent, int count, long seconds) =>
        Enumerable
            .Range(0, count)
            .Select(_ => new CountedResolution(++_ticket, agent, [new OwnedTime(agent, seconds, OwnedTime.WholeTicket)]))
            .ToList();
}
