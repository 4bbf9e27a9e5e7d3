using FsCheck;
using FsCheck.Fluent;
using TicketPlatform.Domain.Statistics;

namespace TicketPlatform.Domain.Tests.Statistics;

public sealed class SlidingThroughHours
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Every_hour_is_ranked_as_if_it_were_the_only_one() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(200),
            Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => SlidesAsRecounted(new Random(seed)))
        );

    [Fact]
    public void Nobody_slides_backwards()
    {
        var sliding = new SlidingRanking(AgentWindow.All[0], Rankings.Rules);
        sliding.At(Start);

        Should.Throw<ArgumentOutOfRangeException>(() => sliding.At(Start.AddTicks(-1)));
    }

    private static bool SlidesAsRecounted(Random random)
    {
        var window = new AgentWindow("some", TimeSpan.FromHours(random.Next(1, 30)));
        var periods = Enumerable.Range(1, random.Next(0, 120)).Select(ticket => Period(random, ticket)).ToList();
        var rules = new RankingRules(Hold: TimeSpan.FromHours(random.Next(0, 30)));
        var sliding = new SlidingRanking(window, rules);
        var untold = new Queue<ResolutionPeriod>(periods.OrderBy(period => period.ResolvedAt));
        var instants = Enumerable.Range(0, 30).Select(_ => Start.AddHours(random.Next(0, 120))).Order();
        return instants.All(asOf =>
        {
            // Some instants are told of together; nothing is told that was told before.
            if (untold.TryPeek(out var next) && next.ResolvedAt < asOf - rules.Hold)
                sliding.Learn(Told(untold, asOf.AddHours(random.Next(0, 30)) - rules.Hold));
            return Text(sliding.At(asOf)) == Text(Recounted(window, rules, periods, asOf));
        });
    }

    private static List<ResolutionPeriod> Told(Queue<ResolutionPeriod> untold, DateTimeOffset until)
    {
        var told = new List<ResolutionPeriod>();
        while (untold.TryPeek(out var next) && next.ResolvedAt < until)
            told.Add(untold.Dequeue());
        return told;
    }

    // The definition, word by word.
    private static AgentRanking Recounted(AgentWindow window, RankingRules rules, List<ResolutionPeriod> periods, DateTimeOffset asOf)
    {
        var (from, to) = (asOf - rules.Hold - window.Length, asOf - rules.Hold);
        var counted = periods.FindAll(period =>
            period.ResolvedAt >= from && period.ResolvedAt < to && period.From < asOf && (period.To is null || period.To >= asOf)
        );
        return Rankings.Of(window, counted, asOf, rules);
    }

    private static ResolutionPeriod Period(Random random, long ticket)
    {
        var resolved = Start.AddHours(random.Next(0, 80));
        var from = resolved.AddHours(random.Next(0, 4) * random.Next(0, 12));
        DateTimeOffset? to = random.Next(2) == 0 ? null : from.AddHours(random.Next(1, 40));
        var owned = OwnedTime.Share([.. Enumerable.Range(1, random.Next(0, 4)).Select(agent => ((long)agent, (long)random.Next(0, 5)))]);
        long? assignee = random.Next(5) == 0 ? null : random.Next(1, 4);
        return new ResolutionPeriod(new(ticket, assignee, owned), resolved, (ResolutionVerdict)random.Next(0, 4), from, to);
    }

    private static string Text(AgentRanking ranking) =>
        $"{string.Join(';', ranking.Agents)} {string.Join(',', ranking.Winners)} {ranking.Margin} {ranking.Unattributed} {ranking.Excluded}";
}
