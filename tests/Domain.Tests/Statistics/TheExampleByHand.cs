using System.Globalization;
using TicketPlatform.Domain.Statistics;

namespace TicketPlatform.Domain.Tests.Statistics;

/// <summary>The example of docs/statistics.md, computed; its numbers must stand in the document.</summary>
public sealed class TheExampleByHand
{
    private const long Linus = 103;
    private static readonly DateTimeOffset End = TicketStory.Start.AddHours(1);
    private static readonly string Document = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "statistics.md"))
        .ReplaceLineEndings(" ");

    private static readonly TicketTimeline[] Tickets =
    [
        new TicketStory(1)
            .At(Minute(-20), "new", by: TicketStory.Customer)
            .At(Minute(-10), "open", TicketStory.Grace)
            .At(Minute(10), "pending", comment: true, by: TicketStory.Grace)
            .At(Minute(20), "open", comment: true, by: TicketStory.Customer)
            .At(Minute(30), "solved", Linus, by: Linus)
            .Until(Minute(60)),
        new TicketStory(2)
            .At(Minute(10), "new", by: TicketStory.Customer)
            .At(Minute(30), "solved", TicketStory.Grace, comment: true, by: TicketStory.Grace)
            .Until(Minute(60)),
    ];

    [Fact]
    public void The_figures_of_the_hour_stand_in_the_document()
    {
        var hour = HourFigures.Of(TicketStory.Start, Tickets, new BacklogFigure(0, 0, 0, 0, null));

        Document.ShouldContain(
            $"`created` {hour.Created} (ticket 2), `resolved` {hour.Resolved}, `fullResolution`: 50 minutes and 20 minutes"
        );
        Document.ShouldContain(Told(hour.FullResolution));
        hour.FirstReply.ShouldBe(DurationFigure.Of([1_800, 1_200]));
        Document.ShouldContain(Text($"`firstReply`: ticket 1 after 1,800 s, ticket 2 after 1,200 s: sum {hour.FirstReply.SumSeconds:N0}."));
        hour.RequesterWait.ShouldBe(DurationFigure.Of([2_400, 1_200]));
        Document.ShouldContain(Text($"for 30 + 10 minutes, ticket 2 for 20: {hour.RequesterWait.SumSeconds:N0} s."));
        Document.ShouldContain($"`agentWait`: {hour.AgentWait.P90Seconds} s and {hour.AgentWait.MedianSeconds} s.");
        Document.ShouldContain($"`oneTouch` {hour.OneTouch}: each had one reply.");
    }

    [Fact]
    public void The_credits_a_day_later_stand_in_the_document()
    {
        var ranking = Rankings.Of(AgentWindow.All[0], Tickets.SelectMany(ticket => ticket.ResolutionPeriods()), End + Rankings.Rules.Hold);

        var grace = ranking.Agents.Single(agent => agent.AgentId == TicketStory.Grace);
        grace.Billionths.ShouldBe(OwnedTime.WholeTicket);
        Document.ShouldContain(Text($"from 07:50 to 08:10 and from 08:20 to 08:30, {grace.OwnedSeconds:N0} s;"));
        var linus = ranking.Agents.Single(agent => agent.AgentId == Linus);
        (linus.Billionths, linus.OwnedSeconds, linus.Resolutions).ShouldBe((0, 0, 1));
        Document.ShouldContain(
            "the credit is Grace's, the resolution Linus'. Ticket 2 was nobody's while it was new: it is `unattributed`."
        );
        ranking.Unattributed.ShouldBe(1);
        ranking.Winners.ShouldBeEmpty();
    }

    private static long Minute(int minute) => minute * 60;

    private static string Told(DurationFigure figure) =>
        Text($"count {figure.Count}, sum {figure.SumSeconds:N0} s, mean {figure.MeanSeconds:N0}, ")
        + Text($"median {figure.MedianSeconds:N0}, 90th percentile {figure.P90Seconds:N0}.");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
