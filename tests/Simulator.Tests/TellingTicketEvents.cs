namespace TicketPlatform.Simulator.Tests;

public sealed class TellingTicketEvents : IAsyncLifetime
{
    private ListeningAccount account = null!;

    private World World => account.World;

    public async Task InitializeAsync() => account = await ListeningAccount.StartAsync();

    public async Task DisposeAsync() => await account.DisposeAsync();

    [Fact]
    public async Task A_new_ticket_is_told_in_an_envelope()
    {
        var ada = World.Apply(new CreateUser { Name = "Ada", Email = "ada@customer.example" });
        var agent = World.Users.All.First(user => user.Role == "agent");
        var events = await account.TellAsync(
            new CreateTicket
            {
                RequesterId = ada.Id,
                Subject = "Größe",
                Description = "It burns.",
                Status = "open",
                Priority = "high",
                Type = "incident",
                AssigneeId = agent.Id,
                Tags = "billing portal",
                ExternalId = "portal:1",
            }
        );
        var ticket = World.Tickets[^1];
        var told = events.ShouldHaveSingleItem();
        told.GetProperty("account_id").GetInt64().ShouldBe(21700001);
        Guid.TryParse(told.GetProperty("id").GetString(), out _).ShouldBeTrue();
        told.GetProperty("type").GetString().ShouldBe("zen:event-type:ticket.created");
        told.GetProperty("subject").GetString().ShouldBe($"zen:ticket:{ticket.Id}");
        told.GetProperty("zendesk_event_version").GetString().ShouldBe("2022-11-06");
        told.Event.EnumerateObject().Select(property => property.Name).ShouldBe(["meta"]);
        var detail = told.Detail;
        detail.GetProperty("id").GetString().ShouldBe($"{ticket.Id}");
        detail.GetProperty("requester_id").GetString().ShouldBe($"{ada.Id}");
        detail.GetProperty("assignee_id").GetString().ShouldBe($"{agent.Id}");
        detail.GetProperty("status").GetString().ShouldBe("OPEN");
        detail.GetProperty("priority").GetString().ShouldBe("HIGH");
        detail.GetProperty("type").GetString().ShouldBe("INCIDENT");
        detail.GetProperty("subject").GetString().ShouldBe("Größe");
        detail.GetProperty("description").GetString().ShouldBe("It burns.");
        detail.GetProperty("external_id").GetString().ShouldBe("portal:1");
        detail.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()).ShouldBe(["billing", "portal"]);
        detail.GetRawText().ShouldNotContain("@");
        var rest = (await account.Zendesk.GetAsync($"/api/v2/tickets/{ticket.Id}")).GetProperty("ticket");
        detail.GetProperty("updated_at").GetString().ShouldBe(rest.GetProperty("updated_at").GetString());
        detail.GetProperty("custom_status").GetString().ShouldBe(rest.GetProperty("custom_status_id").GetRawText());
        detail.GetProperty("form_id").GetString().ShouldBe(rest.GetProperty("ticket_form_id").GetRawText());
        detail.GetProperty("group_id").GetString().ShouldBe(rest.GetProperty("group_id").GetRawText());
    }

    [Fact]
    public async Task What_a_ticket_lacks_is_null()
    {
        var detail = (await account.TellAsync(new CreateTicket { RequesterId = World.Users[0].Id, Subject = "" }))[0].Detail;
        foreach (var name in (string[])["assignee_id", "group_id", "priority", "type", "tags", "external_id", "subject"])
            detail.GetProperty(name).ValueKind.ShouldBe(JsonValueKind.Null, name);
    }

    [Fact]
    public async Task Positions_are_numbers_or_texts_as_the_seed_has_it()
    {
        var seed = account.Zendesk.Server.Options.Seed;
        for (var i = 0; i < 40; i++)
            World.Apply(new CreateTicket { RequesterId = World.Users[0].Id });
        var kinds = (await account.TakeAsync()).Select(json => json.Position.ValueKind);
        kinds.Distinct().ShouldBe([JsonValueKind.Number, JsonValueKind.String], ignoreOrder: true, $"seed {seed}");
    }

    [Fact]
    public async Task System_updates_the_clock_and_the_merge_of_users_leave_tickets_unmentioned()
    {
        var ada = World.Apply(new CreateUser { Name = "Ada", Email = "ada@customer.example" });
        var grace = World.Apply(new CreateUser { Name = "Grace", Email = "grace@customer.example" });
        var ticket = World.Apply(new CreateTicket { RequesterId = ada.Id });
        await account.TakeAsync();
        World.Apply(new TouchTicket(ticket.Id));
        World.Apply(new MoveClock(TimeSpan.FromHours(1)));
        World.Apply(new MergeUsers(ada.Id, grace.Id));
        ticket.Requester.ShouldBe(grace.Position);
        (await account.TakeAsync()).Select(json => json.GetProperty("type").GetString()).ShouldBe(["zen:event-type:user.merged"]);
    }

    [Fact]
    public async Task The_order_within_one_second_can_be_told_from_the_time()
    {
        var at = account.Zendesk.Server.Clock.Seconds + 10;
        for (var i = 0; i < 50; i++)
            World.Apply(new CreateTicket { RequesterId = World.Users[0].Id, At = at });
        var told = await account.TakeAsync();
        var times = told.Select(json => json.GetProperty("time").GetString()!).ToList();
        times.Distinct().Count().ShouldBe(50);
        times.ShouldAllBe(time => time.Length == "2026-03-02T09:02:41.672717030Z".Length);
        times
            .Select(time => time[..19])
            .Distinct()
            .ShouldHaveSingleItem()
            .ShouldBe(DateTimeOffset.FromUnixTimeSeconds(at).ToString("s", null)[..19]);
        told.Select(json => json.Detail.GetProperty("id").GetString()).ShouldBe(Enumerable.Range(61, 50).Select(id => $"{id}"));
    }

    [Fact]
    public async Task Writes_through_Zendesks_api_are_told_under_the_callers_name()
    {
        var created = await account.Zendesk.SendAsync(
            HttpMethod.Post,
            "/api/v2/tickets",
            """{"ticket":{"comment":{"body":"It burns."},"requester":{"name":"Ada","email":"ada@customer.example"}}}""",
            HttpStatusCode.Created
        );
        (await account.TakeAsync()).Select(json => json.Type).ShouldBe(["created", "identity_created", "created"]);
        await account.Zendesk.SendAsync(
            HttpMethod.Put,
            $"/api/v2/tickets/{created.GetProperty("ticket").GetProperty("id")}",
            """{"ticket":{"priority":"low"}}"""
        );
        var told = (await account.TakeAsync()).ShouldHaveSingleItem();
        told.Detail.GetProperty("actor_id").GetString().ShouldBe($"{World.Users[0].Id}");
    }

    [Fact]
    public async Task A_webhook_hears_only_what_it_wants()
    {
        await using var other = await WebhookReceiver.StartAsync();
        await account.Zendesk.RegisterAsync(other.Address, "zen:event-type:ticket.priority_changed");
        var ticket = World.Apply(new CreateTicket { RequesterId = World.Users[0].Id });
        World.Apply(Change(ticket) with { Status = "open", Priority = "low" });
        await account.Zendesk.Server.WebhooksSettledAsync();
        var told = other.Events.ShouldHaveSingleItem();
        told.Type.ShouldBe("priority_changed");
        told.Position.ToString().ShouldBe("2");
    }

    [Fact]
    public async Task A_trigger_sends_ids_only_for_updates_and_creations()
    {
        await using var other = await WebhookReceiver.StartAsync();
        await account.Zendesk.RegisterAsync(other.Address, "conditional_ticket_events");
        var ticket = World.Apply(new CreateTicket { RequesterId = World.Users[0].Id });
        World.Apply(Change(ticket) with { Status = "open", Priority = "low" });
        World.Apply(new TouchTicket(ticket.Id));
        World.Apply(new DeleteTicket(ticket.Id));
        World.Apply(new RestoreTicket(ticket.Id));
        await account.Zendesk.Server.WebhooksSettledAsync();
        var updated = DateTimeOffset.FromUnixTimeSeconds(ticket.UpdatedAt).ToString("yyyy-MM-ddTHH:mm:ssZ", null);
        other.Deliveries.Count.ShouldBe(2);
        other.Deliveries.ShouldContain(sent => sent.Json.GetRawText() == $$"""{"id":"{{ticket.Id}}","updated":"{{updated}}"}""");
    }

    private static UpdateTicket Change(Ticket ticket) => new() { TicketId = ticket.Id };
}
