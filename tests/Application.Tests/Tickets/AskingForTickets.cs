using TicketPlatform.Application.Tickets;

namespace TicketPlatform.Application.Tests.Tickets;

public sealed class AskingForTickets
{
    private static readonly Guid Ada = Guid.Parse("0b7e1f00-0000-4000-8000-000000000001");
    private static readonly GetUserTickets Plain = new(Ada, new Reader(Ada, false), null, null, null, null, 25, null, null);

    public static TheoryData<GetUserTickets> Acceptable =>
        [
            Plain,
            Plain with
            {
                Status = "open",
            },
            Plain with
            {
                Status = "all",
            },
            Plain with
            {
                Status = "new,pending , closed",
            },
            Plain with
            {
                Priority = "urgent,none",
            },
            Plain with
            {
                Sort = "-priority",
            },
            Plain with
            {
                Sort = "createdAt",
            },
            Plain with
            {
                Search = "printer",
            },
            Plain with
            {
                Limit = 1,
            },
            Plain with
            {
                Limit = 100,
            },
            Plain with
            {
                MaxAge = 0,
            },
            Plain with
            {
                Cursor = new TicketPosition(1_772_452_800_000_000, 42).Write(Plain.Question),
            },
        ];

    public static TheoryData<GetUserTickets, string> Unacceptable =>
        new()
        {
            { Plain with { Status = "" }, "Status" },
            { Plain with { Status = "open,everything" }, "Status" },
            { Plain with { Status = "deleted" }, "Status" },
            { Plain with { Priority = "huge" }, "Priority" },
            { Plain with { Sort = "subject" }, "Sort" },
            { Plain with { Sort = "" }, "Sort" },
            { Plain with { Search = "" }, "Search" },
            { Plain with { Search = new string('x', 201) }, "Search" },
            { Plain with { Search = "a\0b" }, "Search" },
            { Plain with { Limit = 0 }, "Limit" },
            { Plain with { Limit = 101 }, "Limit" },
            { Plain with { MaxAge = -1 }, "MaxAge" },
            { Plain with { MaxAge = 86_401 }, "MaxAge" },
            { Plain with { Cursor = "abc" }, "Cursor" },
            { Plain with { Cursor = new TicketPosition(1, 42).Write((Plain with { Status = "all" }).Question) }, "Cursor" },
            { Plain with { Cursor = new TicketPosition(1, 42).Write((Plain with { UserId = Guid.Empty }).Question) }, "Cursor" },
        };

    [Theory]
    [MemberData(nameof(Acceptable))]
    public void What_the_API_describes_is_accepted(GetUserTickets query) =>
        new GetUserTicketsValidator().Validate(query).Errors.ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Unacceptable))]
    public void Anything_else_is_refused_by_the_name_of_its_field(GetUserTickets query, string field) =>
        new GetUserTicketsValidator().Validate(query).Errors.Select(error => error.PropertyName).ShouldBe([field]);

    [Fact]
    public void A_cursor_outlives_spelling_out_the_default_status()
    {
        var cursor = new TicketPosition(1, 42).Write(Plain.Question);

        TicketPosition.Read((Plain with { Status = "open" }).Question, cursor).ShouldBe(new TicketPosition(1, 42));
    }

    [Fact]
    public void Users_read_their_own_tickets_and_staff_everybodys()
    {
        new Reader(Ada, false).MayReadTicketsOf(Ada).ShouldBeTrue();
        new Reader(Ada, false).MayReadTicketsOf(Guid.NewGuid()).ShouldBeFalse();
        new Reader(null, false).MayReadTicketsOf(Ada).ShouldBeFalse();
        new Reader(null, true).MayReadTicketsOf(Ada).ShouldBeTrue();
    }
}
