using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using TicketPlatform.Application.Tickets;
using TicketPlatform.Application.Users;
using TicketPlatform.Testing;

namespace TicketPlatform.Integration.Tests.Rest;

public sealed class ManagingUsers(PlatformHost host) : IClassFixture<PlatformHost>, IDisposable
{
    private readonly HttpClient _admin = host.Admin();
    private readonly Guid _id = Guid.NewGuid();

    public void Dispose() => _admin.Dispose();

    [Fact]
    public async Task A_new_user_is_201_and_stands_where_the_answer_says()
    {
        var created = await PutAsync(_id, Address("New"));

        created.StatusCode.ShouldBe(HttpStatusCode.Created);
        created.Headers.Location?.ToString().ShouldBe($"/api/users/{_id}");
        var user = await (await _admin.GetAsync(created.Headers.Location)).JsonAsync();
        user.GetProperty("id").GetGuid().ShouldBe(_id);
        user.GetProperty("email").GetString().ShouldBe(Address("New"));
        user.GetProperty("createdAt").GetString().ShouldBe("2026-03-02T12:02:00Z");
    }

    [Fact]
    public async Task Repeating_it_and_moving_to_another_address_are_200()
    {
        await PutAsync(_id, Address("first"));

        (await PutAsync(_id, Address("first"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        var moved = await PutAsync(_id, Address("second"));

        moved.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await moved.JsonAsync()).GetProperty("email").GetString().ShouldBe(Address("second"));
    }

    [Fact]
    public async Task An_address_that_another_user_has_is_a_conflict_whatever_its_case()
    {
        await PutAsync(Guid.NewGuid(), Address("taken"));

        await (await PutAsync(_id, Address("TAKEN"))).ShouldBeProblemAsync(HttpStatusCode.Conflict, "email-taken");
    }

    [Fact]
    public async Task Deleting_ends_a_user_and_what_was_known_of_them()
    {
        await PutAsync(_id, Address("leaver"));
        await host.SendAsync(new ApplyZendeskUsers([Observed.User(77, Address("leaver"))]));
        await host.SendAsync(new ApplyTicketObservations([Observed.Export(4711, Observed.Printer with { RequesterId = 77 })]));

        var deleted = await _admin.DeleteAsync($"/api/users/{_id}");

        deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await deleted.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        await (await _admin.GetAsync($"/api/users/{_id}")).ShouldBeProblemAsync(HttpStatusCode.NotFound, "user-not-found");
        await (await _admin.DeleteAsync($"/api/users/{_id}")).ShouldBeProblemAsync(HttpStatusCode.NotFound, "user-not-found");
        await (await _admin.GetAsync($"/api/tickets/user/{_id}")).ShouldBeProblemAsync(HttpStatusCode.NotFound, "user-not-found");
    }

    [Fact]
    public async Task The_list_is_paged_and_can_be_asked_for_one_address()
    {
        var mine = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            mine.Add(Guid.NewGuid());
            await PutAsync(mine[^1], Address($"list{i}"));
        }

        var seen = new List<Guid>();
        for (string? next = ""; next is not null; )
        {
            var page = await (await _admin.GetAsync($"/api/users?limit=2{next}")).JsonAsync();
            seen.AddRange(page.GetProperty("users").EnumerateArray().Select(user => user.GetProperty("id").GetGuid()));
            page.GetProperty("page").GetProperty("limit").GetInt32().ShouldBe(2);
            next = page.GetProperty("page").GetProperty("next").GetString() is { } cursor ? $"&cursor={cursor}" : null;
        }

        seen.ShouldBeUnique();
        mine.ShouldBeSubsetOf(seen);
        var one = await (await _admin.GetAsync($"/api/users?email={Address("LIST3")}")).JsonAsync();
        one.GetProperty("users").EnumerateArray().ShouldHaveSingleItem().GetProperty("id").GetGuid().ShouldBe(mine[3]);
    }

    [Theory]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=101", "limit")]
    [InlineData("?limit=abc", "limit")]
    [InlineData("?cursor=abc", "cursor")]
    [InlineData("?name=ada", "name")]
    public async Task A_list_refuses_what_it_does_not_understand(string query, string field) =>
        await (await _admin.GetAsync($"/api/users{query}")).ShouldBlameAsync(field);

    [Theory]
    [InlineData("""{"email":"ada"}""", "email")]
    [InlineData("""{"email":"ada@example.com\u0000"}""", "email")]
    [InlineData("""{"email":"ada😀@example.com"}""", "email")]
    [InlineData("""{"email":null}""", "email")]
    [InlineData("""{}""", "email")]
    [InlineData("""{"email":5}""", "email")]
    [InlineData("""{"email":"ada@example.com","name":"Ada"}""", "name")]
    [InlineData("""{""", "body")]
    [InlineData("""[]""", "body")]
    public async Task A_body_that_is_not_acceptable_is_refused_by_field(string body, string field) =>
        await (await SendAsync(_id.ToString(), body)).ShouldBlameAsync(field);

    [Fact]
    public async Task An_address_may_have_255_characters_and_no_more()
    {
        var longest = new string('a', 255 - Address("").Length) + Address("");

        await (await PutAsync(_id, "a" + longest)).ShouldBlameAsync("email");
        (await PutAsync(_id, longest)).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task No_body_another_media_type_and_too_much_of_it_are_told_apart()
    {
        await (await SendAsync(_id.ToString(), "")).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "malformed-request");
        await (await SendAsync(_id.ToString(), "email=ada", "text/plain")).ShouldBeProblemAsync(
            HttpStatusCode.UnsupportedMediaType,
            "unsupported-media-type"
        );
        var large = $$"""{"email":"{{new string('a', 70_000)}}"}""";
        await (await SendAsync(_id.ToString(), large)).ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("DELETE")]
    [InlineData("PUT")]
    public async Task A_malformed_uuid_is_refused(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/api/users/42");
        if (method == "PUT")
            request.Content = Body("""{"email":"ada@example.com"}""", "application/json");

        await (await _admin.SendAsync(request)).ShouldBlameAsync("id");
    }

    [Fact]
    public async Task The_uuid_of_nobody_is_refused() => await (await PutAsync(Guid.Empty, Address("nobody"))).ShouldBlameAsync("id");

    private string Address(string name) => $"{name}.{_id:N}@example.com";

    private Task<HttpResponseMessage> PutAsync(Guid id, string email) => SendAsync(id.ToString(), JsonSerializer.Serialize(new { email }));

    private Task<HttpResponseMessage> SendAsync(string id, string body, string mediaType = "application/json") =>
        _admin.PutAsync($"/api/users/{id}", Body(body, mediaType));

    private static ByteArrayContent Body(string text, string mediaType) =>
        new(Encoding.UTF8.GetBytes(text)) { Headers = { ContentType = new MediaTypeHeaderValue(mediaType) } };
}
