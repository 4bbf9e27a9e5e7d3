using TicketPlatform.Application.Users;

namespace TicketPlatform.Application.Tests.Users;

public sealed class AskingForUsers
{
    [Theory]
    [InlineData("ada@example.com", true)]
    [InlineData("ada", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_user_needs_one_address(string? email, bool acceptable) =>
        new PutUserValidator().Validate(new PutUser(Guid.NewGuid(), email)).IsValid.ShouldBe(acceptable);

    [Fact]
    public void A_user_needs_an_id_of_their_own() =>
        new PutUserValidator().Validate(new PutUser(Guid.Empty, "ada@example.com")).IsValid.ShouldBeFalse();

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public void A_page_holds_one_to_a_hundred_users(int limit) =>
        new GetUsersValidator().Validate(new GetUsers(null, limit, null)).IsValid.ShouldBeFalse();

    [Fact]
    public void A_cursor_belongs_to_the_list_it_came_from()
    {
        var all = new GetUsers(null, 25, null);
        var cursor = PageCursor.Write(all.Question, "1", Guid.Empty.ToString());

        new GetUsersValidator().Validate(all with { Cursor = cursor }).IsValid.ShouldBeTrue();
        new GetUsersValidator().Validate(all with { Cursor = cursor, Email = "ada@example.com" }).IsValid.ShouldBeFalse();
    }
}
