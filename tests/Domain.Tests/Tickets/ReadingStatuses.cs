using TicketPlatform.Domain.Tickets;

namespace TicketPlatform.Domain.Tests.Tickets;

public sealed class ReadingStatuses
{
    [Theory]
    [InlineData("SOLVED", "solved", "solved", false)]
    [InlineData(" Hold ", "hold", "hold", true)]
    [InlineData("triaged", "triaged", "open", true)]
    [InlineData(null, "open", "open", true)]
    [InlineData("deleted", "deleted", "deleted", false)]
    public void Any_spelling_is_read_and_the_unknown_survives_as_open(string? text, string name, string category, bool unsolved)
    {
        var status = TicketStatus.Parse(text);

        (status.Name, status.Category.Name, status.IsUnsolved).ShouldBe((name, category, unsolved));
    }
}
