namespace TicketPlatform.Simulator.Tests;

public sealed class ManagingUsers : IAsyncLifetime
{
    private Zendesk zendesk = null!;
    private User ada = null!;

    public async Task InitializeAsync()
    {
        zendesk = await Zendesk.StartAsync();
        ada = zendesk.World.Apply(
            new CreateUser
            {
                Name = "Ada",
                Email = "Ada@customer.example",
                Verified = true,
            }
        );
    }

    public async Task DisposeAsync() => await zendesk.DisposeAsync();

    [Theory]
    [InlineData("email:ada@customer.example", 1)]
    [InlineData("email:\"ada@customer.example\"", 1)]
    [InlineData("email:ada@", 1)]
    [InlineData("email:verified@private.example", 1)]
    [InlineData("email:unverified@private.example", 0)]
    [InlineData("Ada", 1)]
    [InlineData("email:nobody@customer.example", 0)]
    public async Task Search_finds_parts_of_primary_and_verified_addresses(string query, int expected)
    {
        // One of the three addresses contains another, so the unverified one is asked for in full.
        zendesk.World.Apply(new AddIdentity(ada.Id, "verified@private.example", Verified: true));
        zendesk.World.Apply(new AddIdentity(ada.Id, "unverified@private.example", Verified: false));
        var answer = await zendesk.GetAsync($"/api/v2/users/search?query={Uri.EscapeDataString(query)}");
        answer.GetProperty("users").EnumerateArray().Count(user => user.GetProperty("id").GetInt64() == ada.Id).ShouldBe(expected);
    }

    [Fact]
    public async Task The_search_index_can_lag_behind()
    {
        await using var slow = await Zendesk.StartAsync(
            new SimulatorOptions
            {
                Users = 3,
                Tickets = 3,
                SearchDelaySeconds = 60,
            }
        );
        slow.World.Apply(new CreateUser { Name = "Grace", Email = "grace@customer.example" });
        (await slow.GetAsync("/api/v2/users/search?query=email:grace@customer.example")).GetProperty("count").GetInt32().ShouldBe(0);
        slow.Server.Clock.Advance(TimeSpan.FromSeconds(61));
        (await slow.GetAsync("/api/v2/users/search?query=email:grace@customer.example")).GetProperty("count").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Another_address_is_added_beside_the_primary_one()
    {
        await zendesk.SendAsync(
            HttpMethod.Put,
            $"/api/v2/users/{ada.Id}",
            """{"user":{"email":"second@customer.example","name":"Ada L."}}"""
        );
        var identities = (await zendesk.GetAsync($"/api/v2/users/{ada.Id}/identities")).GetProperty("identities");
        identities
            .EnumerateArray()
            .Select(row =>
                (row.GetProperty("value").GetString(), row.GetProperty("primary").GetBoolean(), row.GetProperty("verified").GetBoolean())
            )
            .ShouldBe([("Ada@customer.example", true, true), ("second@customer.example", false, false)]);
    }

    [Fact]
    public async Task Identities_are_added_verified_promoted_and_removed()
    {
        var path = $"/api/v2/users/{ada.Id}/identities";
        var added = await zendesk.SendAsync(
            HttpMethod.Post,
            path,
            """{"identity":{"type":"email","value":"new@customer.example"}}""",
            HttpStatusCode.Created
        );
        var id = added.GetProperty("identity").GetProperty("id").GetInt64();
        (await zendesk.SendAsync(HttpMethod.Put, $"{path}/{id}/verify"))
            .GetProperty("identity")
            .GetProperty("verified")
            .GetBoolean()
            .ShouldBeTrue();
        await zendesk.SendAsync(HttpMethod.Put, $"{path}/{id}/make_primary");
        (await zendesk.GetAsync($"/api/v2/users/{ada.Id}"))
            .GetProperty("user")
            .GetProperty("email")
            .GetString()
            .ShouldBe("new@customer.example");
        await zendesk.SendAsync(HttpMethod.Delete, $"{path}/{id}", expected: HttpStatusCode.NoContent);
        (await zendesk.GetAsync(path)).GetProperty("count").GetInt32().ShouldBe(1);
        await zendesk.SendAsync(HttpMethod.Delete, $"{path}/{id}", expected: HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_address_belongs_to_one_user_until_that_user_is_deleted()
    {
        const string another = """{"user":{"name":"Other","email":"ADA@customer.example"}}""";
        var refused = await zendesk.SendAsync(HttpMethod.Post, "/api/v2/users", another, HttpStatusCode.UnprocessableEntity);
        refused.GetProperty("details").GetProperty("email")[0].GetProperty("error").GetString().ShouldBe("DuplicateValue");
        var deleted = await zendesk.SendAsync(HttpMethod.Delete, $"/api/v2/users/{ada.Id}");
        deleted.GetProperty("user").GetProperty("active").GetBoolean().ShouldBeFalse();
        await zendesk.SendAsync(HttpMethod.Post, "/api/v2/users", another, HttpStatusCode.Created);
    }

    [Fact]
    public async Task Create_or_update_tells_new_from_known()
    {
        const string body = """{"user":{"name":"Grace","email":"grace@customer.example","external_id":"crm-1"}}""";
        await zendesk.SendAsync(HttpMethod.Post, "/api/v2/users/create_or_update", body, HttpStatusCode.Created);
        await zendesk.SendAsync(HttpMethod.Post, "/api/v2/users/create_or_update", body, HttpStatusCode.OK);
        (await zendesk.GetAsync("/api/v2/users/show_many?external_ids=CRM-1")).GetProperty("count").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task A_merge_moves_tickets_and_addresses_to_the_winner_and_the_loser_disappears()
    {
        var winner = zendesk.World.Apply(new CreateUser { Name = "Winner", Email = "winner@customer.example" });
        var ticket = zendesk.World.Apply(new CreateTicket { RequesterId = ada.Id });
        zendesk.Server.Clock.Advance(TimeSpan.FromSeconds(5));
        await zendesk.SendAsync(HttpMethod.Put, $"/api/v2/users/{ada.Id}/merge", $$$"""{"user":{"id":{{{winner.Id}}}}}""");
        (await zendesk.GetAsync($"/api/v2/tickets/{ticket.Id}"))
            .GetProperty("ticket")
            .GetProperty("requester_id")
            .GetInt64()
            .ShouldBe(winner.Id);
        (await zendesk.GetAsync($"/api/v2/users/{winner.Id}/identities")).GetProperty("count").GetInt32().ShouldBe(2);
        await zendesk.GetAsync($"/api/v2/users/{ada.Id}", HttpStatusCode.NotFound);
        await zendesk.GetAsync($"/api/v2/users/{ada.Id}/tickets/requested", HttpStatusCode.NotFound);
        zendesk.Server.Clock.Advance(TimeSpan.FromSeconds(90));
        (await zendesk.ExportAsync(rows: "users"))
            .Single(row => row.GetProperty("id").GetInt64() == ada.Id)
            .GetProperty("active")
            .GetBoolean()
            .ShouldBeFalse();
    }

    [Fact]
    public async Task Users_are_listed_by_role()
    {
        var agents = (await zendesk.GetAsync("/api/v2/users?role%5B%5D=agent&role%5B%5D=admin&page%5Bsize%5D=100")).GetProperty("users");
        agents.EnumerateArray().Select(user => user.GetProperty("role").GetString()).Distinct().Order().ShouldBe(["admin", "agent"]);
        agents.GetArrayLength().ShouldBe(zendesk.World.Users.All.Count(user => user.IsStaff));
    }
}
