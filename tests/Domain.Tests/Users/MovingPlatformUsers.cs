using TicketPlatform.Domain.Users;

namespace TicketPlatform.Domain.Tests.Users;

public sealed class MovingPlatformUsers
{
    [Fact]
    public void A_new_address_asks_for_a_search_and_the_same_one_for_nothing()
    {
        var ada = new PlatformUser(Guid.NewGuid(), "ada@example.com", DateTimeOffset.UnixEpoch);
        ada.Searched();

        ada.MoveTo(EmailAddress.Parse("ada@example.com"));
        ada.SearchDue.ShouldBeFalse();

        ada.MoveTo(EmailAddress.Parse("ada@home.example"));
        (ada.Email, ada.SearchDue, ada.RereadAt).ShouldBe(("ada@home.example", true, null));
    }
}
