using TicketPlatform.Domain.Users;

namespace TicketPlatform.Domain.Tests.Users;

public sealed class WritingEmailAddresses
{
    [Theory]
    [InlineData("ada@example.com")]
    [InlineData("  Ada.Lovelace+zendesk@Example.co.uk ")]
    [InlineData("o'brien@intranet")]
    public void What_people_write_is_accepted(string text) => EmailAddress.TryParse(text, out _).ShouldBeTrue();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ada")]
    [InlineData("@example.com")]
    [InlineData("ada@")]
    [InlineData("ada@@example.com")]
    [InlineData("ada love@example.com")]
    [InlineData("ada@example..com")]
    [InlineData("ada@.example.com")]
    [InlineData("ada@example.com.")]
    [InlineData("Ada <ada@example.com>")]
    [InlineData("ada@example.com,bob@example.com")]
    [InlineData("ada\0@example.com")]
    public void What_is_no_single_address_is_refused(string? text) => EmailAddress.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void An_address_longer_than_its_column_is_refused() =>
        EmailAddress.TryParse(new string('a', 250) + "@b.example", out _).ShouldBeFalse();

    [Fact]
    public void Two_spellings_that_differ_in_case_are_one_address() =>
        EmailAddress.Parse("Ada@Example.com").ShouldBe(EmailAddress.Parse("ada@example.COM"));
}
