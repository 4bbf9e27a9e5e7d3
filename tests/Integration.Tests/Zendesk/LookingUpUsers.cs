using TicketPlatform.Application.Zendesk;
using TicketPlatform.Domain.Users;
using TicketPlatform.Infrastructure.Zendesk;

namespace TicketPlatform.Integration.Tests.Zendesk;

public sealed class LookingUpUsers
{
    [Fact]
    public async Task An_address_is_searched_for_in_quotes_on_every_page()
    {
        await using var zendesk = await ZendeskClients.AskingAsync(
            Answer.Json(
                """{"users":[{"id":1,"email":"A+b@x.example","created_at":"2026-03-01T08:00:00Z"}],"next_page":"https://elsewhere.example/?page=2"}"""
            ),
            Answer.Json("""{"users":[{"id":2,"email":null,"created_at":"2026-03-01T08:00:00Z"}],"next_page":null}""")
        );

        var found = await zendesk.Directory.SearchAsync(Email("a+b@x.example"), RequestLane.Live, CancellationToken.None);

        found.Select(static user => user.Id).ShouldBe([1, 2]);
        found[0].Email.ShouldBe(Email("a+b@x.example"));
        zendesk
            .Server.Questions.Select(static question => question.Path + question.Query)
            .ShouldBe([
                "/api/v2/users/search?query=email:\"a+b@x.example\"&page=1&per_page=100",
                "/api/v2/users/search?query=email:\"a+b@x.example\"&page=2&per_page=100",
            ]);
        zendesk.Budget.Taken.ShouldAllBe(static taken => taken.Bucket == RequestBucket.Account);
    }

    [Fact]
    public async Task Identities_are_read_to_the_end_by_cursor()
    {
        await using var zendesk = await ZendeskClients.AskingAsync(
            Answer.Json($$$"""{"identities":[{{{Identity("ada@x.example", true)}}}],"meta":{"has_more":true,"after_cursor":"i=1"}}"""),
            Answer.Json(
                $$$"""
                {"identities":[{{{Identity("ada@y.example", false)}}},{"type":"phone_number","value":"+43 1"},{"type":"email","value":"?"}],
                 "meta":{"has_more":false,"after_cursor":"i2"},"links":{"next":"https://elsewhere.example/"}}
                """
            )
        );

        var identities = await zendesk.Directory.IdentitiesAsync(7, RequestLane.Live, CancellationToken.None);

        identities.ShouldBe([new(Email("ada@x.example"), true, true), new(Email("ada@y.example"), false, false)]);
        zendesk
            .Server.Questions.Select(static question => question.Path + question.Query)
            .ShouldBe([
                "/api/v2/users/7/identities?type[]=email&page[size]=100",
                "/api/v2/users/7/identities?type[]=email&page[size]=100&page[after]=i=1",
            ]);
    }

    [Fact]
    public async Task Identities_are_read_to_the_end_by_offset()
    {
        await using var zendesk = await ZendeskClients.AskingAsync(
            Answer.Json($$"""{"identities":[{{Identity("ada@x.example", true)}}],"next_page":"https://elsewhere.example/"}"""),
            Answer.Json($$"""{"identities":[{{Identity("ada@y.example", false)}}],"next_page":null}""")
        );

        (await zendesk.Directory.IdentitiesAsync(7, RequestLane.Live, CancellationToken.None)).Count.ShouldBe(2);

        zendesk.Server.Questions[1].Query.ShouldBe("?type[]=email&page=2&per_page=100");
    }

    [Fact]
    public async Task A_user_whom_Zendesk_no_longer_has_has_no_identities()
    {
        await using var zendesk = await ZendeskClients.AskingAsync(Answer.Json("""{"error":"RecordNotFound"}""", 404));

        (await zendesk.Directory.IdentitiesAsync(7, RequestLane.Live, CancellationToken.None)).ShouldBeEmpty();
    }

    private static string Identity(string email, bool mark) =>
        $$$"""{"type":"email","value":"{{{email}}}","primary":{{{(mark ? "true" : "false")}}},"verified":{{{(mark ? "true" : "false")}}} }""";

    private static EmailAddress Email(string text) =>
        EmailAddress.TryParse(text, out var email) ? email.Value : throw new ArgumentException(text, nameof(text));
}
