namespace TicketPlatform.Simulator.Tests;

public sealed class TellingTicketEvents : IAsyncLifetime
{
    private Zendesk zendesk = null!;
    private WebhookReceiver receiver = null!;

    private World World => zendesk.World;

    public async Task InitializeAsync()
    {
        receiver = await WebhookReceiver.StartAsync();
        zendesk = await Zendesk.StartAsync();
        zendesk.Server.RegisterWebhook(receiver.Address);
    }

    public async Task DisposeAsync()
    {
        await zendesk.DisposeAsync();
        await receiver.DisposeAsync();
    }

    [Fact]
    public async Task A_new_ticket_is_told_in_an_envelope()
    {
        var ada = World.Apply(new CreateUser { Name = "Ada", Email = "ada@customer.example" });
        var agent = World.Users.All.First(user => user.Role == "agent");
        var events = await TellAsync(
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
        told.GetProperty("event").EnumerateObject().Select(property => property.Name).ShouldBe(["meta"]);
        var detail = told.GetProperty("detail");
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
        var rest = (await zendesk.GetAsync($"/api/v2/tickets/{ticket.Id}")).GetProperty("ticket");
        detail.GetProperty("updated_at").GetString().ShouldBe(rest.GetProperty("updated_at").GetString());
        detail.GetProperty("custom_status").GetString().ShouldBe(rest.GetProperty("custom_status_id").GetRawText());
        detail.GetProperty("form_id").GetString().ShouldBe(rest.GetProperty("ticket_form_id").GetRawText());
        detail.GetProperty("group_id").GetString().ShouldBe(rest.GetProperty("group_id").GetRawText());
    }

    [Fact]
    public async Task What_a_ticket_lacks_is_null()
    {
        var detail = (await TellAsync(new CreateTicket { RequesterId = World.Users[0].Id, Subject = "" }))[0].GetProperty("detail");
        foreach (var name in (string[])["assignee_id", "group_id", "priority", "type", "tags", "external_id", "subject"])
            detail.GetProperty(name).ValueKind.ShouldBe(JsonValueKind.Null, name);
    }

    [Fact]
    public async Task Every_field_has_an_event_with_both_values()
    {
        var ada = World.Apply(new CreateUser { Name = "Ada" });
        var agents = World.Users.All.Where(user => user.Role == "agent").Take(2).ToList();
        var ticket = World.Apply(
            new CreateTicket
            {
                RequesterId = ada.Id,
                Status = "open",
                Subject = "Printer",
            }
        );
        await TakeAsync();
        var told = await TellAsync(new UpdateTicket { TicketId = ticket.Id, Priority = "urgent" });
        told.ShouldHaveSingleItem().GetProperty("event").GetProperty("current").GetString().ShouldBe("URGENT");

        await ShouldTellAsync(Change(ticket) with { Priority = "" }, "priority_changed", "null", "\"URGENT\"");
        await ShouldTellAsync(Change(ticket) with { Type = "task" }, "type_changed", "\"TASK\"", "null");
        await ShouldTellAsync(Change(ticket) with { Subject = "Fire" }, "subject_changed", "\"Fire\"", "\"Printer\"");
        await ShouldTellAsync(Change(ticket) with { ExternalId = "x:1" }, "external_id_changed", "\"x:1\"", "null");
        await ShouldTellAsync(
            Change(ticket) with
            {
                RequesterId = agents[0].Id,
            },
            "requester_changed",
            $"\"{agents[0].Id}\"",
            $"\"{ada.Id}\""
        );
        await ShouldTellAsync(Change(ticket) with { AssigneeId = agents[0].Id }, "agent_assignment_changed", $"\"{agents[0].Id}\"", "null");
        await ShouldTellAsync(Change(ticket) with { CustomStatusId = 4711 }, "custom_status_changed", "\"4711\"", "\"31740240806900\"");
    }

    [Fact]
    public async Task A_status_brings_its_custom_status_along_in_one_sequence()
    {
        var ticket = World.Apply(new CreateTicket { RequesterId = World.Users[0].Id, Status = "open" });
        await TakeAsync();
        var told = await TellAsync(Change(ticket) with { Status = "solved", Priority = "low", Comment = new TicketComment("Done", true) });
        Types(told).ShouldBe(["status_changed", "priority_changed", "comment_added", "custom_status_changed"]);
        told[0].GetProperty("event").GetProperty("current").GetString().ShouldBe("SOLVED");
        told[0].GetProperty("event").GetProperty("previous").GetString().ShouldBe("OPEN");
        Sequences(told).Distinct().Count().ShouldBe(1);
        told.Select(Position).ShouldBe(["1", "2", "3", "4"]);
        told.ShouldAllBe(json => json.GetProperty("detail").GetProperty("status").GetString() == "SOLVED");
    }

    [Fact]
    public async Task Positions_are_numbers_or_texts_as_the_seed_has_it()
    {
        var seed = zendesk.Server.Options.Seed;
        for (var i = 0; i < 40; i++)
            World.Apply(new CreateTicket { RequesterId = World.Users[0].Id });
        var kinds = (await TakeAsync()).Select(json => Sequence(json).GetProperty("position").ValueKind);
        kinds.Distinct().ShouldBe([JsonValueKind.Number, JsonValueKind.String], ignoreOrder: true, $"seed {seed}");
    }

    [Fact]
    public async Task Tags_comments_and_custom_fields_tell_what_came_and_went()
    {
        var ticket = World.Apply(
            new CreateTicket
            {
                RequesterId = World.Users[0].Id,
                Tags = "billing portal",
                CustomFields = """[{"id":1,"value":"a"},{"id":2,"value":true}]""",
            }
        );
        await TakeAsync();
        var tags = (await TellAsync(Change(ticket) with { Tags = "portal urgent" })).ShouldHaveSingleItem().GetProperty("event");
        tags.GetProperty("tags_added").GetRawText().ShouldBe("""["urgent"]""");
        tags.GetProperty("tags_removed").GetRawText().ShouldBe("""["billing"]""");

        var comment = (await TellAsync(Change(ticket) with { Comment = new TicketComment("Look here", Public: false) }))
            .ShouldHaveSingleItem()
            .GetProperty("event")
            .GetProperty("comment");
        comment.GetProperty("body").GetString().ShouldBe("Look here");
        comment.GetProperty("is_public").GetBoolean().ShouldBeFalse();
        comment.GetProperty("author").GetProperty("id").GetString().ShouldBe($"{World.Users[0].Id}");
        comment.GetProperty("author").GetProperty("is_staff").GetBoolean().ShouldBeTrue();

        var fields = await TellAsync(
            Change(ticket) with
            {
                CustomFields = """[{"id":1,"value":"b"},{"id":2,"value":true},{"id":3,"value":7}]""",
            }
        );
        Types(fields).ShouldBe(["custom_field_changed", "custom_field_changed"]);
        fields[0].GetProperty("event").GetProperty("custom_field").GetProperty("id").GetString().ShouldBe("1");
        fields[0].GetProperty("event").GetProperty("current").GetString().ShouldBe("b");
        fields[0].GetProperty("event").GetProperty("previous").GetString().ShouldBe("a");
        fields[1].GetProperty("event").GetProperty("current").GetInt32().ShouldBe(7);
        fields[1].GetProperty("event").GetProperty("previous").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_ticket_goes_to_the_bin_comes_back_and_is_gone_for_good()
    {
        var ticket = World.Apply(new CreateTicket { RequesterId = World.Users[0].Id, Status = "pending" });
        await TakeAsync();
        await ShouldEndAsync(new DeleteTicket(ticket.Id), "soft_deleted", "DELETED");
        await ShouldEndAsync(new RestoreTicket(ticket.Id), "undeleted", "PENDING");
        await ShouldEndAsync(new DeleteTicket(ticket.Id), "soft_deleted", "DELETED");
        var gone = await ShouldEndAsync(new ScrubTicket(ticket.Id), "permanently_deleted", "SCRUBBED");
        gone.GetProperty("detail").GetProperty("subject").GetString().ShouldBe("SCRUBBED");
        gone.GetProperty("detail").GetProperty("description").GetString().ShouldBe("X");
    }

    [Fact]
    public async Task A_merge_is_told_of_the_source_with_its_target()
    {
        var target = World.Apply(new CreateTicket { RequesterId = World.Users[0].Id });
        var source = World.Apply(new CreateTicket { RequesterId = World.Users[0].Id });
        await TakeAsync();
        var told = await TellAsync(new MergeTickets(target.Id, [source.Id]));
        var merged = told.Single(json => Type(json) == "merged");
        merged.GetProperty("subject").GetString().ShouldBe($"zen:ticket:{source.Id}");
        merged.GetProperty("event").GetProperty("target_ticket_id").GetString().ShouldBe($"{target.Id}");
        merged.GetProperty("detail").GetProperty("status").GetString().ShouldBe("CLOSED");
        Sequences(told).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task System_updates_the_clock_and_the_merge_of_users_leave_tickets_unmentioned()
    {
        var ada = World.Apply(new CreateUser { Name = "Ada", Email = "ada@customer.example" });
        var grace = World.Apply(new CreateUser { Name = "Grace", Email = "grace@customer.example" });
        var ticket = World.Apply(new CreateTicket { RequesterId = ada.Id });
        await TakeAsync();
        World.Apply(new TouchTicket(ticket.Id));
        World.Apply(new MoveClock(TimeSpan.FromHours(1)));
        World.Apply(new MergeUsers(ada.Id, grace.Id));
        ticket.Requester.ShouldBe(grace.Position);
        (await TakeAsync()).Select(json => json.GetProperty("type").GetString()).ShouldBe(["zen:event-type:user.merged"]);
    }

    [Fact]
    public async Task The_order_within_one_second_can_be_told_from_the_time()
    {
        var at = zendesk.Server.Clock.Seconds + 10;
        for (var i = 0; i < 50; i++)
            World.Apply(new CreateTicket { RequesterId = World.Users[0].Id, At = at });
        await zendesk.Server.WebhooksSettledAsync();
        var times = receiver.Events.Select(json => json.GetProperty("time").GetString()!).ToList();
        times.Distinct().Count().ShouldBe(50);
        times.ShouldAllBe(time => time.Length == "2026-03-02T09:02:41.672717030Z".Length);
        times
            .Select(time => time[..19])
            .Distinct()
            .ShouldHaveSingleItem()
            .ShouldBe(DateTimeOffset.FromUnixTimeSeconds(at).ToString("s", null)[..19]);
        receiver
            .Events.Select(json => json.GetProperty("detail").GetProperty("id").GetString())
            .ShouldBe(Enumerable.Range(61, 50).Select(id => $"{id}"));
    }

    [Fact]
    public async Task Writes_through_Zendesks_api_are_told_under_the_callers_name()
    {
        var created = await zendesk.SendAsync(
            HttpMethod.Post,
            "/api/v2/tickets",
            """{"ticket":{"comment":{"body":"It burns."},"requester":{"name":"Ada","email":"ada@customer.example"}}}""",
            HttpStatusCode.Created
        );
        Types(await TakeAsync()).ShouldBe(["created", "identity_created", "created"]);
        await zendesk.SendAsync(
            HttpMethod.Put,
            $"/api/v2/tickets/{created.GetProperty("ticket").GetProperty("id")}",
            """{"ticket":{"priority":"low"}}"""
        );
        var told = (await TakeAsync()).ShouldHaveSingleItem();
        told.GetProperty("detail").GetProperty("actor_id").GetString().ShouldBe($"{World.Users[0].Id}");
    }

    [Fact]
    public async Task A_webhook_hears_only_what_it_wants()
    {
        await using var other = await WebhookReceiver.StartAsync();
        await zendesk.RegisterAsync(other.Address, "zen:event-type:ticket.priority_changed");
        var ticket = World.Apply(new CreateTicket { RequesterId = World.Users[0].Id });
        World.Apply(Change(ticket) with { Status = "open", Priority = "low" });
        await zendesk.Server.WebhooksSettledAsync();
        var told = other.Events.ShouldHaveSingleItem();
        Type(told).ShouldBe("priority_changed");
        Position(told).ShouldBe("2");
    }

    [Fact]
    public async Task A_trigger_sends_ids_only_for_updates_and_creations()
    {
        await using var other = await WebhookReceiver.StartAsync();
        await zendesk.RegisterAsync(other.Address, "conditional_ticket_events");
        var ticket = World.Apply(new CreateTicket { RequesterId = World.Users[0].Id });
        World.Apply(Change(ticket) with { Status = "open", Priority = "low" });
        World.Apply(new TouchTicket(ticket.Id));
        World.Apply(new DeleteTicket(ticket.Id));
        World.Apply(new RestoreTicket(ticket.Id));
        await zendesk.Server.WebhooksSettledAsync();
        var updated = DateTimeOffset.FromUnixTimeSeconds(ticket.UpdatedAt).ToString("yyyy-MM-ddTHH:mm:ssZ", null);
        other.Deliveries.Count.ShouldBe(2);
        other.Deliveries.ShouldContain(sent => sent.Json.GetRawText() == $$"""{"id":"{{ticket.Id}}","updated":"{{updated}}"}""");
    }

    private static UpdateTicket Change(Ticket ticket) => new() { TicketId = ticket.Id };

    private async Task ShouldTellAsync(UpdateTicket change, string type, string current, string previous)
    {
        var told = (await TellAsync(change)).ShouldHaveSingleItem();
        Type(told).ShouldBe(type);
        told.GetProperty("event").GetProperty("current").GetRawText().ShouldBe(current);
        told.GetProperty("event").GetProperty("previous").GetRawText().ShouldBe(previous);
    }

    private async Task<JsonElement> ShouldEndAsync(Change<Ticket> change, string type, string status)
    {
        var told = (await TellAsync(change)).ShouldHaveSingleItem();
        Type(told).ShouldBe(type);
        told.GetProperty("detail").GetProperty("status").GetString().ShouldBe(status);
        return told;
    }

    private async Task<List<JsonElement>> TellAsync<T>(Change<T> change)
    {
        await TakeAsync();
        World.Apply(change);
        return await TakeAsync();
    }

    private async Task<List<JsonElement>> TakeAsync()
    {
        await zendesk.Server.WebhooksSettledAsync();
        var told = receiver.Events;
        receiver.Forget();
        return told;
    }

    private static IEnumerable<string> Types(IEnumerable<JsonElement> told) => told.Select(Type);

    private static string Type(JsonElement told) => told.GetProperty("type").GetString()!.Split('.')[1];

    private static IEnumerable<string> Sequences(IEnumerable<JsonElement> told) =>
        told.Select(json => Sequence(json).GetProperty("id").GetString()!);

    private static string Position(JsonElement told) => Sequence(told).GetProperty("position").ToString();

    private static JsonElement Sequence(JsonElement told) => told.GetProperty("event").GetProperty("meta").GetProperty("sequence");
}
