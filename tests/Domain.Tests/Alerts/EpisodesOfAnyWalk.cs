using FsCheck;
using FsCheck.Fluent;
using TicketPlatform.Domain.Alerts;

namespace TicketPlatform.Domain.Tests.Alerts;

/// <summary>The promise behind "exactly one alert per episode": what changed and when decides, not who looked when, or how often.</summary>
public sealed class EpisodesOfAnyWalk
{
    private const int Dwell = 120;
    private const int Limit = 3;
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Ada = Guid.Parse("0b7e1f00-0000-4000-8000-000000000001");
    private static readonly AlertRules Rules = new(Limit, EscalationLimit: 8, TimeSpan.FromSeconds(Dwell), TimeSpan.FromMinutes(5));

    [Fact]
    public void Episodes_are_what_a_second_by_second_recount_says() =>
        ForAll(walk =>
        {
            var told = Told(walk.Changes, walk.End);
            var recounted = Recounted(walk.Changes, walk.End);
            return told.SequenceEqual(recounted).Label($"{string.Join("; ", told)} but {string.Join("; ", recounted)}");
        });

    [Fact]
    public void Looking_more_often_changes_nothing() =>
        ForAll(walk => Told(walk.Changes.Concat(walk.Looks), walk.End).SequenceEqual(Told(walk.Changes, walk.End)).ToProperty());

    [Fact]
    public void There_is_never_more_than_one_open_episode() =>
        ForAll(walk => (Episodes(walk.Changes.Concat(walk.Looks), walk.End).Count(alert => alert.ClosedAt is null) <= 1).ToProperty());

    private static void ForAll(Func<Walk, Property> property) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Walks().ToArbitrary(), property));

    private static List<Episode> Told(IEnumerable<Step> steps, int end) =>
        [
            .. Episodes(steps, end)
                .Select(alert => new Episode(Second(alert.OpenedAt), alert.ClosedAt is { } at ? Second(at) : null, alert.Peak)),
        ];

    private static List<AlertState> Episodes(IEnumerable<Step> steps, int end)
    {
        var (episodes, count) = (new List<AlertState>(), 0);
        foreach (var step in steps.Append(new Step(end, null)).OrderBy(step => step.Second))
        {
            count = step.Count ?? count;
            var open = episodes.Find(alert => alert.ClosedAt is null);
            var seen = new OpenTickets(Ada, count, Limit, [.. Enumerable.Range(1, count).Select(id => (long)id)]);
            foreach (
                var alert in AlertEpisode.Follow(open, seen, new AlertTrigger(AlertCause.Ticket, []), Rules, Noon.AddSeconds(step.Second))
            )
            {
                episodes.RemoveAll(known => known.Id == alert.State.Id);
                episodes.Add(alert.State);
            }
        }
        return episodes;
    }

    // By the plainest code possible, and nothing of the product.
    private static List<Episode> Recounted(IReadOnlyList<Step> changes, int end)
    {
        var episodes = new List<Episode>();
        var (count, below, isOpen) = (0, 0, false);
        for (var second = 0; second <= end; second++)
        {
            if (isOpen && below == Dwell)
            {
                episodes[^1] = episodes[^1] with { Closed = second };
                isOpen = false;
            }
            foreach (var change in changes.Where(change => change.Second == second))
            {
                count = change.Count!.Value;
                if (!isOpen && count > Limit)
                {
                    episodes.Add(new Episode(second, null, 0));
                    (isOpen, below) = (true, 0);
                }
                if (isOpen)
                    episodes[^1] = episodes[^1] with { Peak = Math.Max(episodes[^1].Peak, count) };
                if (count > Limit)
                    below = 0;
            }
            if (count <= Limit)
                below++;
        }
        return episodes;
    }

    private static int Second(DateTimeOffset instant) => (int)(instant - Noon).TotalSeconds;

    private static Gen<Walk> Walks() =>
        from gaps in Gen.Choose(1, 200).ListOf(12)
        from counts in Gen.Choose(0, 10).ListOf(12)
        from looks in Gen.Choose(0, 2_000).ListOf(20)
        let seconds = gaps.Aggregate(new List<int>(), (sum, gap) => [.. sum, (sum.Count == 0 ? 0 : sum[^1]) + gap])
        select new Walk(
            [.. seconds.Zip(counts, (second, count) => new Step(second, count))],
            [.. looks.Where(second => second <= seconds[^1] + 60).Select(second => new Step(second, null))],
            seconds[^1] + 60
        );

    private sealed record Step(int Second, int? Count);

    private sealed record Walk(IReadOnlyList<Step> Changes, IReadOnlyList<Step> Looks, int End);

    private sealed record Episode(int Opened, int? Closed, int Peak);
}
