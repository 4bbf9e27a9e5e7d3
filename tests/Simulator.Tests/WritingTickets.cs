namespace TicketPlatform.Simulator.Tests;

public sealed class WritingTickets : IAsyncLifetime
{
    private const string Printer =
        """{"ticket":{"subject":"Printer","comment":{"body":"It burns."},"requester":{"name":"Ada","email":"Ada@customer.example"},"priority":"high","tags":["Portal"]}}""";

    private Zendesk zendesk = null!;

    public async Task InitializeAsync() => zendesk = await Zendesk.StartAsync();

    public async Task DisposeAsync() => await zendesk.DisposeAsync();

    [Fact]
    public async Task A_created_ticket_answers_with_its_place_and_its_first_audit()
    {
        using var response = await zendesk.AskAsync(HttpMethod.Post, "/api/v2/tickets.json", Printer);
        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        var answer = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync());
        var ticket = answer.GetProperty("ticket");
        response.Headers.Location!.ToString().ShouldBe(ticket.GetProperty("url").GetString());
        ticket.GetProperty("status").GetString().ShouldBe("new");
        ticket.GetProperty("generated_timestamp").GetInt64().ShouldBe(0);
        ticket.GetProperty("tags")[0].GetString().ShouldBe("portal");
        var status = answer.GetProperty("audit").GetProperty("events").EnumerateArray().Single(change => Named(change, "status"));
        status.GetProperty("type").GetString().ShouldBe("Create");
        status.GetProperty("value").GetString().ShouldBe("new");
        zendesk.World.Users.FindByEmail("ada@CUSTOMER.example")!.Name.ShouldBe("Ada");
    }

    [Theory]
    [InlineData("""{"ticket":{"subject":"No comment"}}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData(
        """{"ticket":{"comment":{"body":"x"},"requester":{"email":"unknown@customer.example"}}}""",
        HttpStatusCode.UnprocessableEntity
    )]
    [InlineData("""{"ticket":{"comment":{"body":"x"},"priority":"dire"}}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"ticket":{"comment":{"body":"x"},"requester_id":4711}}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"ticket":""", HttpStatusCode.BadRequest)]
    public async Task A_ticket_that_makes_no_sense_is_refused(string body, HttpStatusCode expected)
    {
        await zendesk.SendAsync(HttpMethod.Post, "/api/v2/tickets", body, expected);
        zendesk.World.Tickets.Count.ShouldBe(60);
    }

    [Fact]
    public async Task A_key_makes_one_ticket_for_two_hours()
    {
        (await LookUpAsync(Printer)).ShouldBe(("miss", 61));
        (await LookUpAsync(Printer)).ShouldBe(("hit", 61));
        using var other = await zendesk.AskAsync(
            HttpMethod.Post,
            "/api/v2/tickets",
            Printer.Replace("burns", "smokes", StringComparison.Ordinal),
            "key"
        );
        other.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        zendesk.Server.Clock.Advance(TimeSpan.FromMinutes(121));
        (await LookUpAsync(Printer)).ShouldBe(("miss", 62));
    }

    [Fact]
    public async Task An_update_moves_the_clocks_and_audits_only_what_changed()
    {
        var ticket = zendesk.World.Apply(new CreateTicket { RequesterEmail = "ada@customer.example", Priority = "low" });
        zendesk.Server.Clock.Advance(TimeSpan.FromSeconds(100));
        var answer = await UpdateAsync(
            ticket.Id,
            """{"status":"pending","priority":"low","comment":{"body":"Which one?","public":true}}"""
        );
        var fields = answer
            .GetProperty("audit")
            .GetProperty("events")
            .EnumerateArray()
            .Select(change => change.GetProperty("type").GetString())
            .ToList();
        fields.ShouldBe(["Change", "Comment"]);
        ticket.UpdatedAt.ShouldBeInRange(ticket.CreatedAt + 100, ticket.CreatedAt + 102);
        ticket.GeneratedAt.ShouldBe(ticket.UpdatedAt);
        (await UpdateAsync(ticket.Id, """{"priority":"low"}""")).GetProperty("audit").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_requesters_public_reply_reopens_what_was_solved()
    {
        var ticket = zendesk.World.Apply(new CreateTicket { RequesterEmail = "ada@customer.example", Status = "solved" });
        var author = zendesk.World.Users[ticket.Requester].Id;
        var answer = await UpdateAsync(ticket.Id, $$$"""{"comment":{"body":"Not yet","public":true,"author_id":{{{author}}}}}""");
        answer.GetProperty("ticket").GetProperty("status").GetString().ShouldBe("open");
    }

    [Fact]
    public async Task A_closed_ticket_never_changes_and_a_worked_on_one_is_never_new_again()
    {
        var closed = zendesk.World.Apply(new CreateTicket { RequesterEmail = "ada@customer.example", Status = "closed" });
        var open = zendesk.World.Apply(new CreateTicket { RequesterEmail = "ada@customer.example", Status = "open" });
        var refused = await UpdateAsync(closed.Id, """{"status":"open"}""", HttpStatusCode.UnprocessableEntity);
        refused
            .GetProperty("details")
            .GetProperty("status")[0]
            .GetProperty("description")
            .GetString()!
            .ShouldContain("closed prevents ticket update");
        await UpdateAsync(open.Id, """{"status":"new"}""", HttpStatusCode.UnprocessableEntity);
        await UpdateAsync(4711, """{"status":"open"}""", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_safe_update_of_an_outdated_ticket_is_a_conflict()
    {
        var ticket = zendesk.World.Apply(new CreateTicket { RequesterEmail = "ada@customer.example" });
        var stamp = DateTimeOffset.FromUnixTimeSeconds(ticket.UpdatedAt).ToString("yyyy-MM-ddTHH:mm:ssZ", null);
        zendesk.Server.Clock.Advance(TimeSpan.FromSeconds(5));
        var body = $$"""{"status":"open","safe_update":true,"updated_stamp":"{{stamp}}"}""";
        await UpdateAsync(ticket.Id, body);
        (await UpdateAsync(ticket.Id, body, HttpStatusCode.Conflict)).GetProperty("error").GetString().ShouldBe("UpdateConflict");
    }

    [Fact]
    public async Task A_deleted_ticket_is_gone_until_it_is_restored_and_for_good_once_scrubbed()
    {
        var ticket = zendesk.World.Apply(new CreateTicket { RequesterEmail = "ada@customer.example", Status = "pending" });
        await zendesk.SendAsync(HttpMethod.Delete, $"/api/v2/tickets/{ticket.Id}", expected: HttpStatusCode.NoContent);
        (await zendesk.GetAsync($"/api/v2/tickets/{ticket.Id}", HttpStatusCode.NotFound))
            .GetProperty("error")
            .GetString()
            .ShouldBe("RecordNotFound");
        (await zendesk.GetAsync($"/api/v2/tickets/show_many?ids=1,{ticket.Id},4711")).GetProperty("count").GetInt32().ShouldBe(1);
        (await zendesk.GetAsync("/api/v2/deleted_tickets"))
            .GetProperty("deleted_tickets")
            .EnumerateArray()
            .ShouldContain(row => row.GetProperty("id").GetInt64() == ticket.Id);
        await zendesk.SendAsync(HttpMethod.Put, $"/api/v2/deleted_tickets/{ticket.Id}/restore");
        (await zendesk.GetAsync($"/api/v2/tickets/{ticket.Id}"))
            .GetProperty("ticket")
            .GetProperty("status")
            .GetString()
            .ShouldBe("pending");

        await zendesk.SendAsync(HttpMethod.Delete, $"/api/v2/tickets/{ticket.Id}", expected: HttpStatusCode.NoContent);
        var job = await zendesk.SendAsync(HttpMethod.Delete, $"/api/v2/deleted_tickets/{ticket.Id}");
        job.GetProperty("job_status").GetProperty("status").GetString().ShouldBe("queued");
        var done = await zendesk.GetAsync($"/api/v2/job_statuses/{job.GetProperty("job_status").GetProperty("id").GetString()}");
        done.GetProperty("job_status").GetProperty("results").GetProperty("success").GetBoolean().ShouldBeTrue();
        await zendesk.SendAsync(HttpMethod.Put, $"/api/v2/deleted_tickets/{ticket.Id}/restore", expected: HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Merging_closes_the_sources_with_a_tag()
    {
        var target = zendesk.World.Apply(new CreateTicket { RequesterEmail = "ada@customer.example" });
        var source = zendesk.World.Apply(new CreateTicket { RequesterEmail = "ada@customer.example", Tags = "portal" });
        var job = await zendesk.SendAsync(HttpMethod.Post, $"/api/v2/tickets/{target.Id}/merge", $$"""{"ids":[{{source.Id}}]}""");
        job.GetProperty("job_status").GetProperty("results").ValueKind.ShouldBe(JsonValueKind.Null);
        var merged = (await zendesk.GetAsync($"/api/v2/tickets/{source.Id}")).GetProperty("ticket");
        merged.GetProperty("status").GetString().ShouldBe("closed");
        merged.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()).ShouldBe(["portal", "closed_by_merge"]);
        await zendesk.SendAsync(
            HttpMethod.Post,
            $"/api/v2/tickets/{target.Id}/merge",
            $$"""{"ids":[{{source.Id}}]}""",
            HttpStatusCode.UnprocessableEntity
        );
    }

    private async Task<(string Lookup, long Ticket)> LookUpAsync(string body)
    {
        using var response = await zendesk.AskAsync(HttpMethod.Post, "/api/v2/tickets", body, "key");
        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        var ticket = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync()).GetProperty("ticket");
        return (response.Headers.GetValues("x-idempotency-lookup").Single(), ticket.GetProperty("id").GetInt64());
    }

    private Task<JsonElement> UpdateAsync(long id, string ticket, HttpStatusCode expected = HttpStatusCode.OK) =>
        zendesk.SendAsync(HttpMethod.Put, $"/api/v2/tickets/{id}", $$"""{"ticket":{{ticket}}}""", expected);

    private static bool Named(JsonElement change, string field) =>
        change.TryGetProperty("field_name", out var name) && name.GetString() == field;
}
