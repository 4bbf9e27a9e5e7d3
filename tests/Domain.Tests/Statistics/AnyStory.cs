using FsCheck;
using FsCheck.Fluent;

namespace TicketPlatform.Domain.Tests.Statistics;

/// <summary>Tickets to which anything may happen, several things at one instant among them.</summary>
internal static class AnyStory
{
    private const int MostSteps = 10;

    private static readonly string[] Statuses = ["open", "pending", "hold", "solved", "closed", "deleted", "triaged"];

    private sealed record Step(int Wait, string? Status, long? Agent, bool? Comment, long By, bool SameEvent);

    /// <summary>A story that begins around <see cref="TicketStory.Start"/> and in which all waits are multiples of a unit.</summary>
    public static Gen<TicketStory> Of(long ticketId, int unit) =>
        from begin in Gen.Choose(-6, 6)
        from isSolvedAtOnce in Gen.Frequency((5, Gen.Constant(false)), (1, Gen.Constant(true)))
        from count in Gen.Choose(0, MostSteps)
        from steps in AnyStep().ListOf(count)
        select Told(ticketId, begin * unit, isSolvedAtOnce, steps, unit);

    private static Gen<Step> AnyStep() =>
        from wait in Gen.Choose(0, 3)
        from status in Gen.Choose(-2, Statuses.Length - 1)
        from agent in Gen.Elements<long?>(null, 0, TicketStory.Ada, TicketStory.Grace)
        from comment in Gen.Elements<bool?>(null, false, true)
        from actor in Gen.Elements(TicketStory.Customer, TicketStory.Ada)
        from sameEvent in Gen.Elements(true, false)
        select new Step(wait, status < 0 ? null : Statuses[status], agent, comment, actor, sameEvent && wait == 0);

    private static TicketStory Told(long ticketId, int begin, bool isSolvedAtOnce, IEnumerable<Step> steps, int unit)
    {
        var story = new TicketStory(ticketId);
        if (isSolvedAtOnce)
            story.At(begin, "solved", TicketStory.Ada, comment: true);
        else
            story.At(begin, "new", comment: true, by: TicketStory.Customer);
        var second = begin;
        foreach (var step in steps)
            story.At(second += step.Wait * unit, step.Status, step.Agent, step.Comment, step.By, step.SameEvent);
        return story;
    }
}
