using TicketPlatform.Domain.Users;

namespace TicketPlatform.Domain.Tests.Users;

public sealed class DescribingZendeskUsers
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_older_description_changes_nothing()
    {
        var user = Described("new@example.com", Noon);

        user.Apply(Seen("old@example.com", Noon.AddSeconds(-1))).ShouldBeFalse();

        user.Emails.ShouldHaveSingleItem().Email.ShouldBe("new@example.com");
    }

    [Fact]
    public void A_new_primary_address_takes_the_place_of_the_former()
    {
        var user = Described("old@example.com", Noon);

        user.Apply(Seen("new@example.com", Noon.AddSeconds(1))).ShouldBeTrue();

        user.Emails.ShouldHaveSingleItem().Email.ShouldBe("new@example.com");
    }

    [Fact]
    public void Identities_say_which_address_is_primary_and_which_are_verified()
    {
        var user = Described("ada@example.com", Noon);

        user.Identify([
            Identity("ada@example.com", primary: true),
            Identity("home@example.com", verified: true),
            Identity("eve@example.com"),
        ]);

        user.Emails.Select(email => (email.Email, email.IsPrimary, email.IsVerified))
            .ShouldBe([("ada@example.com", true, false), ("home@example.com", false, true), ("eve@example.com", false, false)]);
    }

    [Fact]
    public void An_identity_that_is_gone_is_forgotten()
    {
        var user = Described("ada@example.com", Noon);
        user.Identify([Identity("ada@example.com", primary: true), Identity("home@example.com", verified: true)]);

        user.Identify([Identity("ada@example.com", primary: true)]);

        user.Emails.ShouldHaveSingleItem().Email.ShouldBe("ada@example.com");
    }

    [Fact]
    public void No_identities_at_all_leave_the_primary_address_that_the_user_export_gave()
    {
        var user = Described("ada@example.com", Noon);

        user.Identify([]);

        user.Emails.ShouldHaveSingleItem().Email.ShouldBe("ada@example.com");
    }

    [Fact]
    public void An_erased_user_takes_no_personal_data_any_more()
    {
        var user = Described("ada@example.com", Noon);
        user.Erase(Noon);

        user.Apply(Seen("ada@example.com", Noon.AddSeconds(1)));
        user.Identify([Identity("ada@example.com", primary: true)]);

        (user.Name, user.Emails.Count).ShouldBe(("", 0));
    }

    private static ZendeskUser Described(string email, DateTimeOffset at)
    {
        var user = new ZendeskUser(501);
        user.Apply(Seen(email, at));
        return user;
    }

    private static ZendeskUserObservation Seen(string email, DateTimeOffset at) =>
        new(501, "Ada", EmailAddress.Parse(email), "end-user", IsActive: true, at, at.AddSeconds(90));

    private static ZendeskIdentity Identity(string email, bool primary = false, bool verified = false) =>
        new(EmailAddress.Parse(email), primary, verified);
}
