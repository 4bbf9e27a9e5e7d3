using TicketPlatform.Application.Tickets;

namespace TicketPlatform.Application.Tests.Tickets;

public sealed class TaggingAnswers
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_age_of_an_answer_does_not_change_its_tag()
    {
        var stored = Stored(Row(42, fence: 1));

        Tag(stored, Noon.AddSeconds(5)).ShouldBe(Tag(stored, Noon.AddSeconds(60)));
    }

    [Fact]
    public void What_proves_the_age_what_was_heard_and_what_came_of_a_refresh_do_not_change_the_tag()
    {
        var stored = Stored(Row(42, fence: 1));
        var read = stored with { RereadAt = Noon.AddSeconds(30), HeardAt = Noon.AddSeconds(40) };

        var tags = Enum.GetValues<RefreshOutcome>()
            .Select(refresh => AnswerTag.Of(read, read.Tickets, Freshness.Of(read, Noon.AddSeconds(31), refresh)));

        tags.Append(Tag(stored, Noon)).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public void Becoming_stale_changes_the_tag()
    {
        var stored = Stored(Row(42, fence: 1));

        Tag(stored, Noon.AddSeconds(91)).ShouldNotBe(Tag(stored, Noon));
    }

    [Fact]
    public void Everything_else_that_is_shown_changes_the_tag()
    {
        StoredUserTickets[] answers =
        [
            Stored(),
            Stored(Row(42, fence: 1)),
            Stored(Row(42, fence: 2)),
            Stored(Row(43, fence: 1)),
            Stored(Row(42, fence: 1), Row(43, fence: 1)),
            Stored(Row(43, fence: 1), Row(42, fence: 1)),
            Stored(Row(42, fence: 1)) with
            {
                Email = "eve@example.com",
            },
            Stored(Row(42, fence: 1)) with
            {
                Counts = new StatusCounts(0, 1, 0, 0, 1, 0),
            },
        ];

        answers.Select(stored => Tag(stored, Noon)).Distinct().Count().ShouldBe(answers.Length);
    }

    private static string Tag(StoredUserTickets stored, DateTimeOffset now) =>
        AnswerTag.Of(stored, stored.Tickets, Freshness.Of(stored, now, RefreshOutcome.NotRequested));

    private static StoredUserTickets Stored(params StoredUserTicket[] rows) =>
        new("ada@example.com", new StatusCounts(0, 1, 0, 0, 0, 0), Noon, null, null, [.. rows]);

    private static StoredUserTicket Row(long id, long fence) =>
        new(
            new UserTicket(id, "Printer", "It burns.", "open", "open", "We are working on it", null, Noon, Noon, Noon, null, Noon),
            new TicketPosition(1, id),
            fence
        );
}
