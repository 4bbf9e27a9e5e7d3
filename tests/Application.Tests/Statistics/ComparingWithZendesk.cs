using TicketPlatform.Application.Statistics;
using TicketPlatform.Domain.Statistics;
using TicketPlatform.Domain.Tickets;

namespace TicketPlatform.Application.Tests.Statistics;

public sealed class ComparingWithZendesk
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly OpenHour Hour = new(Noon, Version: 1, Fence: 1);
    private static readonly MetricSet OfNewTicket = new(null, null, Reopens: 0, Replies: 0);

    [Fact]
    public void Figures_of_the_present_state_are_compared()
    {
        var (differences, figures) = Compare(updatedAt: Noon.AddMinutes(30), "solved");

        figures.Compared.ShouldBe(4);
        differences.Select(difference => difference.Figure).ShouldBe(["firstResolution", "fullResolution"]);
    }

    [Fact]
    public void Figures_of_a_state_that_events_have_left_behind_are_not()
    {
        var (differences, figures) = Compare(updatedAt: Noon.AddMinutes(5), "new");

        differences.ShouldBeEmpty();
        figures.ShouldBe(new SecondOpinionFigures(0, 0, 0, 0));
    }

    private static (IReadOnlyList<Discrepancy> Discrepancies, SecondOpinionFigures Figures) Compare(DateTimeOffset updatedAt, string status)
    {
        var shown = new MirroredTicket(TicketStatus.Parse(status), null, Noon, updatedAt, [], IsMergedAway: false, OfNewTicket);
        var life = new TicketLife(7, [Status(1, minutes: 5, null, "new"), Status(2, minutes: 30, "new", "solved")], shown);
        return TicketsOfHour.Divide([Hour], [life], gone: [], new StaffHistory([]))[Noon].Compare();
    }

    private static RecordedFact Status(long eventId, int minutes, string? from, string to) =>
        new(eventId, Position: 0, TicketId: 7, Noon.AddMinutes(minutes), ActorId: 1, FactKind.Status, from, to, IsPublic: null);
}
