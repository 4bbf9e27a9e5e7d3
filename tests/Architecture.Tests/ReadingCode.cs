using TicketPlatform.Architecture.Tests.Specimens;

namespace TicketPlatform.Architecture.Tests;

/// <summary>The rules see no more than the reader does.</summary>
public sealed class ReadingCode
{
    [Theory]
    [InlineData("UriTypeConverter", "the argument of an attribute")]
    [InlineData("StringBuilder", "a lambda")]
    [InlineData("CultureInfo", "an async body")]
    [InlineData("MailAddress", "an iterator")]
    [InlineData("XmlException", "a catch clause")]
    [InlineData("BigInteger", "the type argument of a call")]
    [InlineData("Regex", "a generic constraint")]
    [InlineData("ZipArchive", "an array in a type argument of a type token")]
    [InlineData("Version", "a field of a nested type")]
    public void No_mention_stays_hidden(string type, string place) =>
        Code.Specimen<HidingPlaces>().Uses.Select(use => use.Name).ShouldContain(type, place);

    [Fact]
    public void What_is_not_mentioned_is_not_seen() =>
        Code.Specimen<HidingPlaces>().Uses.Select(use => use.Name).ShouldNotContain("HttpClient");

    [Fact]
    public void A_place_is_a_layer_and_a_feature()
    {
        Place.Of("TicketPlatform.Domain.Tickets").ShouldBe(new Place("Domain", "Tickets"));
        Place.Of("TicketPlatform.Infrastructure.Zendesk.Wire").ShouldBe(new Place("Infrastructure", "Zendesk"));
        Place.Of("TicketPlatform.WebApi").ShouldBe(new Place("WebApi", "WebApi"));
        Place.Of("TicketPlatform.Testing").ShouldBeNull();
        Place.Of("System.Net.Http").ShouldBeNull();
    }
}
