namespace TicketPlatform.Simulator.Tests;

public sealed class ListingTickets : IAsyncLifetime
{
    private Zendesk zendesk = null!;
    private User ada = null!;

    public async Task InitializeAsync()
    {
        zendesk = await Zendesk.StartAsync();
        ada = zendesk.World.Apply(new CreateUser { Name = "Ada", Email = "ada@customer.example" });
        foreach (var hour in Enumerable.Range(1, 5))
            zendesk.World.Apply(
                new CreateTicket
                {
                    RequesterId = ada.Id,
                    CreatedAt = zendesk.Server.Clock.Seconds - (uint)(hour * 3600),
                    ExternalId = $"portal:{hour}",
                }
            );
    }

    public async Task DisposeAsync() => await zendesk.DisposeAsync();

    [Fact]
    public async Task Cursor_pages_name_a_next_one_even_at_the_end()
    {
        var ids = new List<long>();
        var path = $"/api/v2/users/{ada.Id}/tickets/requested?page%5Bsize%5D=2&sort=-updated_at";
        JsonElement page;
        do
        {
            page = await zendesk.GetAsync(path);
            ids.AddRange(page.GetProperty("tickets").EnumerateArray().Select(row => row.GetProperty("id").GetInt64()));
            path = new Uri(page.GetProperty("links").GetProperty("next").GetString()!).PathAndQuery;
        } while (page.GetProperty("meta").GetProperty("has_more").GetBoolean());
        ids.ShouldBe([61, 62, 63, 64, 65]);
        (await zendesk.GetAsync(path)).GetProperty("tickets").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Offset_pages_count_and_end_with_null()
    {
        var first = await zendesk.GetAsync($"/api/v2/users/{ada.Id}/tickets/requested?per_page=3&sort_by=updated_at&sort_order=desc");
        first.GetProperty("count").GetInt32().ShouldBe(5);
        first.GetProperty("tickets")[0].GetProperty("id").GetInt64().ShouldBe(61);
        var second = await zendesk.GetAsync(new Uri(first.GetProperty("next_page").GetString()!).PathAndQuery);
        second.GetProperty("tickets").GetArrayLength().ShouldBe(2);
        second.GetProperty("next_page").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("/api/v2/tickets?page=101&per_page=100", "InvalidPaginationDepth")]
    [InlineData("/api/v2/tickets?page%5Bsize%5D=5&sort=colour", "InvalidPaginationParameter")]
    public async Task Bad_paging_is_refused_with_a_list_of_errors(string path, string code) =>
        (await zendesk.GetAsync(path, HttpStatusCode.BadRequest)).GetProperty("errors")[0].GetProperty("code").GetString().ShouldBe(code);

    [Fact]
    public async Task A_hundred_ids_are_the_most_that_can_be_shown_at_once()
    {
        var answer = await zendesk.GetAsync(
            $"/api/v2/tickets/show_many?ids={string.Join(',', Enumerable.Range(1, 101))}",
            HttpStatusCode.BadRequest
        );
        answer.GetProperty("error").GetString().ShouldBe("TooManyValues");
    }

    [Fact]
    public async Task Tickets_closed_long_ago_are_missing_from_lists_only()
    {
        zendesk.World.Apply(new UpdateTicket { TicketId = 61, Status = "closed" });
        zendesk.Server.Clock.Advance(TimeSpan.FromDays(121));
        (await zendesk.GetAsync("/api/v2/tickets?external_id=portal:1")).GetProperty("count").GetInt32().ShouldBe(0);
        (await zendesk.GetAsync("/api/v2/tickets?external_id=portal:2")).GetProperty("count").GetInt32().ShouldBe(1);
        await zendesk.GetAsync("/api/v2/tickets/61");
        (await zendesk.GetAsync($"/api/v2/users/{ada.Id}/tickets/requested")).GetProperty("count").GetInt32().ShouldBe(5);
    }

    [Theory]
    [InlineData("type:ticket requester:ada@customer.example status<solved", 5)]
    [InlineData("type:ticket external_id:portal:3", 1)]
    [InlineData("type:ticket requester:ada@customer.example -status:new", 0)]
    [InlineData("type:user email:ada@customer.example", 1)]
    public async Task Search_understands_conditions(string query, int expected) =>
        (await zendesk.GetAsync($"/api/v2/search?query={Uri.EscapeDataString(query)}")).GetProperty("count").GetInt32().ShouldBe(expected);

    [Fact]
    public async Task Search_ends_at_a_thousand_results()
    {
        await zendesk.GetAsync("/api/v2/search?query=type:ticket&per_page=100&page=10");
        var answer = await zendesk.GetAsync("/api/v2/search?query=type:ticket&per_page=100&page=11", HttpStatusCode.UnprocessableEntity);
        answer.GetProperty("error").GetString().ShouldBe("invalid");
    }

    [Fact]
    public async Task An_unknown_path_is_no_endpoint() =>
        (await zendesk.GetAsync("/api/v2/nothing.json", HttpStatusCode.NotFound))
            .GetProperty("error")
            .GetString()
            .ShouldBe("InvalidEndpoint");
}
