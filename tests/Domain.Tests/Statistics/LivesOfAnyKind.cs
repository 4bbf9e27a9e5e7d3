using FsCheck;
using FsCheck.Fluent;
using TicketPlatform.Domain.Statistics;

namespace TicketPlatform.Domain.Tests.Statistics;

/// <summary>What holds whatever happens to a ticket.</summary>
public sealed class LivesOfAnyKind
{
    private sealed record Life(IReadOnlyList<RecordedFact> Facts, RecordedFact[] Shuffled, int End);

    [Fact]
    public void Order_and_repetition_of_facts_change_nothing() =>
        Holds(life => Told(Timeline(life.Facts, life.End)) == Told(Timeline([.. life.Shuffled, .. life.Facts], life.End)));

    [Fact]
    public void What_happens_at_the_end_or_later_changes_nothing() =>
        Holds(life =>
        {
            var end = TicketStory.Start.AddSeconds(life.End);
            return Told(Timeline(life.Facts, life.End))
                == Told(Timeline([.. life.Facts.Where(fact => fact.At < end)], life.End + 1_000_000));
        });

    [Fact]
    public void Intervals_leave_no_gap_and_do_not_overlap_and_neighbours_differ() =>
        Holds(life =>
        {
            var intervals = Timeline(life.Facts, life.End).Intervals;
            var joined = intervals
                .Zip(intervals.Skip(1))
                .All(pair =>
                    pair.First.To == pair.Second.From
                    && pair.First.From < pair.First.To
                    && (pair.First.Status, pair.First.AssigneeId) != (pair.Second.Status, pair.Second.AssigneeId)
                );
            return joined && (intervals.Count == 0 || intervals[^1].To is null);
        });

    [Fact]
    public void Every_second_of_a_life_has_the_status_that_a_plain_look_at_the_facts_finds() =>
        Holds(life =>
        {
            var ticket = Timeline(life.Facts, life.End);
            return Enumerable
                .Range(0, Math.Max(0, life.End))
                .All(second =>
                {
                    var now = TicketStory.Start.AddSeconds(second);
                    var last = life.Facts.LastOrDefault(fact => fact.Kind == FactKind.Status && fact.At <= now);
                    var found = ticket.Intervals.LastOrDefault(interval =>
                        interval.From <= now && (interval.To is null || now < interval.To)
                    );
                    return found?.Status.Name == last?.To;
                });
        });

    [Fact]
    public void The_shares_of_a_ticket_are_a_whole_ticket() =>
        Holds(life =>
        {
            var owned = Timeline(life.Facts, life.End).OwnedUntil(TicketStory.Start.AddSeconds(life.End));
            return owned.Count == 0 || owned.Sum(part => part.Billionths) == OwnedTime.WholeTicket;
        });

    [Fact]
    public void A_whole_life_has_no_breaks() => Holds(life => Timeline(life.Facts, life.End).Breaks.Count == 0);

    [Fact]
    public void A_change_that_was_lost_shows_in_the_next_event_of_its_kind() =>
        Holds(life =>
            life.Facts.Where(fact => fact.Kind is FactKind.Status or FactKind.Assignee && fact.From != fact.To)
                .All(lost =>
                {
                    var next = life.Facts.SkipWhile(fact => fact != lost).Skip(1).FirstOrDefault(fact => fact.Kind == lost.Kind);
                    return next is null
                        || Timeline([.. life.Facts.Where(fact => fact != lost)], 1_000_000).Breaks.Any(gap => gap.EventId == next.EventId);
                })
        );

    private static void Holds(Func<Life, bool> promise) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Lives().ToArbitrary(), promise));

    private static TicketTimeline Timeline(IReadOnlyCollection<RecordedFact> facts, int end) =>
        TicketTimeline.Of(42, facts, TicketStory.Staff, TicketStory.Start.AddSeconds(end));

    private static string Told(TicketTimeline ticket) =>
        string.Join(
            '|',
            [
                $"{ticket.CreatedAt} {ticket.IsProactive} {ticket.Status} {ticket.AssigneeId} {ticket.FirstReplyAt}",
                .. ticket.Intervals.Select(interval => interval.ToString()),
                .. ticket.Resolutions.Select(resolution => resolution.ToString()),
                .. ticket.Reopens.Select(at => at.ToString("O")),
            ]
        );

    private static Gen<Life> Lives() =>
        from story in AnyStory.Of(42, unit: 1)
        from end in Gen.Choose(0, 40)
        from shuffled in Gen.Shuffle(story.Facts.ToArray())
        select new Life(story.Facts, shuffled, end);
}
