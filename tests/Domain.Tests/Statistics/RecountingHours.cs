using FsCheck;
using FsCheck.Fluent;
using TicketPlatform.Domain.Statistics;

namespace TicketPlatform.Domain.Tests.Statistics;

/// <summary>The figures of an hour beside the plainest recount, over tickets to which anything happened, often exactly on the hour.</summary>
public sealed class RecountingHours
{
    private const int Unit = 600;
    private static readonly DateTimeOffset Begin = TicketStory.Start;
    private static readonly DateTimeOffset End = Begin.AddHours(1);
    private static readonly BacklogFigure Backlog = new(1, 2, 3, 4, 5);

    private sealed record Account(IReadOnlyList<(TicketStory Story, bool IsMerged)> Tickets, int EvaluatedAfter);

    [Fact]
    public void Every_figure_is_what_a_plain_recount_finds() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(400),
            Prop.ForAll(
                Accounts().ToArbitrary(),
                account =>
                {
                    var asOf = End.AddSeconds(account.EvaluatedAfter * Unit);
                    var until = (long)(asOf - Begin).TotalSeconds;
                    var figures = HourFigures.Of(
                        Begin,
                        account.Tickets.Select(ticket => ticket.Story.Until(until, ticket.IsMerged)),
                        Backlog
                    );
                    figures.ShouldBe(
                        Recount([.. account.Tickets.Select(ticket => new PlainLife(ticket.Story.Facts, asOf, ticket.IsMerged, Unit))])
                    );
                }
            )
        );

    private static HourFigures Recount(IReadOnlyList<PlainLife> all)
    {
        var lives = all.Where(life => !life.IsDeleted).ToList();
        var resolved = lives.Where(life => IsWithin(life.Standing?.At)).ToList();
        var reactive = lives.Where(life => !life.IsProactive).ToList();
        return new HourFigures(
            lives.Count(life => IsWithin(life.CreatedAt)),
            lives.Sum(life => life.Resolutions.Count(resolution => IsWithin(resolution.At))),
            resolved.Count,
            lives.Sum(life => life.Reopens.Count(reopen => IsWithin(reopen.At))),
            Since(reactive, life => life.Resolutions.FirstOrDefault()?.At),
            Since(reactive, life => life.Standing?.At),
            Since(reactive, life => life.Replies.FirstOrDefault()?.At),
            Waited(resolved, "new", "open", "hold"),
            Waited(resolved, "pending"),
            Waited(resolved, "hold"),
            resolved.Count(life => life.RepliesUpTo(life.Standing!) == 1),
            resolved.Count(life => life.RepliesUpTo(life.Standing!) == 0),
            Backlog
        );
    }

    private static DurationFigure Since(IEnumerable<PlainLife> lives, Func<PlainLife, DateTimeOffset?> end) =>
        DurationFigure.Of(lives.Where(life => IsWithin(end(life))).Select(life => life.SecondsSinceCreation(end(life)!.Value)));

    private static DurationFigure Waited(IEnumerable<PlainLife> resolved, params string[] statuses) =>
        DurationFigure.Of(resolved.Where(life => !life.IsProactive).Select(life => life.SecondsIn(life.Standing!.At, statuses)));

    private static bool IsWithin(DateTimeOffset? at) => Begin <= at && at < End;

    private static Gen<Account> Accounts() =>
        from count in Gen.Choose(0, 6)
        from tickets in (
            from story in AnyStory.Of(42, Unit)
            from isMerged in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
            select (story, isMerged)
        ).ListOf(count)
        from later in Gen.Elements(0, 0, 1, 6)
        select new Account([.. tickets], later);
}
