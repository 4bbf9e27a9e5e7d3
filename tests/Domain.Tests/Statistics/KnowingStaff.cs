using FsCheck;
using FsCheck.Fluent;
using TicketPlatform.Domain.Statistics;

namespace TicketPlatform.Domain.Tests.Statistics;

public sealed class KnowingStaff
{
    private static readonly DateTimeOffset Start = TicketStory.Start;

    [Fact]
    public void The_newest_role_that_had_begun_decides_or_else_the_oldest_known() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300),
            Prop.ForAll(
                Histories().ToArbitrary(),
                history =>
                {
                    var staff = new StaffHistory(history.Changes);
                    return Enumerable
                        .Range(-1, 12)
                        .All(second => staff.IsStaff(history.User, Start.AddSeconds(second)) == IsStaff(history, Start.AddSeconds(second)));
                }
            )
        );

    [Fact]
    public void Whom_we_first_met_as_an_agent_was_one_before()
    {
        var staff = new StaffHistory([new(1, Start.AddHours(1), false), new(1, Start, true)]);

        staff.IsStaff(1, Start.AddYears(-1)).ShouldBeTrue();
        staff.IsStaff(1, Start.AddHours(1).AddSeconds(-1)).ShouldBeTrue();
        staff.IsStaff(1, Start.AddHours(1)).ShouldBeFalse();
    }

    [Fact]
    public void No_automation_is_staff() => new StaffHistory([new(1, Start, true)]).IsStaff(RecordedFact.Automation, Start).ShouldBeFalse();

    private static bool IsStaff(History history, DateTimeOffset at)
    {
        var known = history.Changes.Where(change => change.UserId == history.User).ToList();
        var begun = known.Where(change => change.Since <= at).ToList();
        return begun.Count > 0
            ? begun.MaxBy(change => change.Since)!.IsStaff
            : known.Count > 0 && known.MinBy(change => change.Since)!.IsStaff;
    }

    // Nobody takes two roles at one instant.
    private static Gen<History> Histories() =>
        from user in Gen.Choose(1, 3)
        from seconds in Gen.SubListOf(Enumerable.Range(0, 10).ToArray())
        from shuffled in Gen.Shuffle(seconds.ToArray())
        from roles in Gen.Elements(true, false).ArrayOf(shuffled.Length)
        from users in Gen.Choose(1, 2).ArrayOf(shuffled.Length)
        select new History(
            user,
            [.. shuffled.Select((second, index) => new RoleChange(users[index], Start.AddSeconds(second), roles[index]))]
        );

    private sealed record History(long User, IReadOnlyList<RoleChange> Changes);
}
