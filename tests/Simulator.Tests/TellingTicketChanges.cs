namespace TicketPlatform.Simulator.Tests;

public sealed class TellingTicketChanges : IAsyncLifetime
{
    private ListeningAccount account = null!;

    private World World => account.World;

    public async Task InitializeAsync() => account = await ListeningAccount.StartAsync();

    public async Task DisposeAsync() => await account.DisposeAsync();

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
        await account.TakeAsync();
        var told = await account.TellAsync(new UpdateTicket { TicketId = ticket.Id, Priority = "urgent" });
        told.ShouldHaveSingleItem().Event.GetProperty("current").GetString().ShouldBe("URGENT");

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
        await account.TakeAsync();
        var told = await account.TellAsync(
            Change(ticket) with
            {
                Status = "solved",
                Priority = "low",
                Comment = new TicketComment("Done", true),
            }
        );
        told.Select(json => json.Type).ShouldBe(["status_changed", "priority_changed", "comment_added", "custom_status_changed"]);
        told[0].Event.GetProperty("current").GetString().ShouldBe("SOLVED");
        told[0].Event.GetProperty("previous").GetString().ShouldBe("OPEN");
        told.Select(json => json.Sequence).Distinct().Count().ShouldBe(1);
        told.Select(json => json.Position.ToString()).ShouldBe(["1", "2", "3", "4"]);
        told.Select(json => json.Detail.GetProperty("status").GetString()).Distinct().ShouldBe(["SOLVED"]);
    }

    [Fact]
    public async Task What_an_automation_did_has_an_actor_who_is_nobody()
    {
        var ticket = World.Apply(new CreateTicket { RequesterId = World.Users[0].Id, Status = "solved" });
        var told = await account.TellAsync(
            Change(ticket) with
            {
                ActorId = TicketEvent.Automation,
                Status = "closed",
                Comment = new TicketComment("Closed for good", true),
            }
        );
        told.Select(json => json.Detail.GetProperty("actor_id").GetString()).Distinct().ShouldBe(["-1"]);
        var author = told.Single(json => json.Type == "comment_added").Event.GetProperty("comment").GetProperty("author");
        author.GetProperty("id").GetString().ShouldBe("-1");
        author.GetProperty("is_staff").GetBoolean().ShouldBeFalse();
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
        await account.TakeAsync();
        var tags = (await account.TellAsync(Change(ticket) with { Tags = "portal urgent" })).ShouldHaveSingleItem().Event;
        tags.GetProperty("tags_added").GetRawText().ShouldBe("""["urgent"]""");
        tags.GetProperty("tags_removed").GetRawText().ShouldBe("""["billing"]""");

        var comment = (await account.TellAsync(Change(ticket) with { Comment = new TicketComment("Look here", Public: false) }))
            .ShouldHaveSingleItem()
            .Event.GetProperty("comment");
        comment.GetProperty("body").GetString().ShouldBe("Look here");
        comment.GetProperty("is_public").GetBoolean().ShouldBeFalse();
        comment.GetProperty("author").GetProperty("id").GetString().ShouldBe($"{World.Users[0].Id}");
        comment.GetProperty("author").GetProperty("is_staff").GetBoolean().ShouldBeTrue();

        var fields = await account.TellAsync(
            Change(ticket) with
            {
                CustomFields = """[{"id":1,"value":"b"},{"id":2,"value":true},{"id":3,"value":7}]""",
            }
        );
        fields.Select(json => json.Type).ShouldBe(["custom_field_changed", "custom_field_changed"]);
        fields[0].Event.GetProperty("custom_field").GetProperty("id").GetString().ShouldBe("1");
        fields[0].Event.GetProperty("current").GetString().ShouldBe("b");
        fields[0].Event.GetProperty("previous").GetString().ShouldBe("a");
        fields[1].Event.GetProperty("current").GetInt32().ShouldBe(7);
        fields[1].Event.GetProperty("previous").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_ticket_goes_to_the_bin_comes_back_and_is_gone_for_good()
    {
        var ticket = World.Apply(new CreateTicket { RequesterId = World.Users[0].Id, Status = "pending" });
        await account.TakeAsync();
        await ShouldEndAsync(new DeleteTicket(ticket.Id), "soft_deleted", "DELETED");
        await ShouldEndAsync(new RestoreTicket(ticket.Id), "undeleted", "PENDING");
        await ShouldEndAsync(new DeleteTicket(ticket.Id), "soft_deleted", "DELETED");
        var gone = await ShouldEndAsync(new ScrubTicket(ticket.Id), "permanently_deleted", "SCRUBBED");
        gone.Detail.GetProperty("subject").GetString().ShouldBe("SCRUBBED");
        gone.Detail.GetProperty("description").GetString().ShouldBe("X");
    }

    [Fact]
    public async Task A_merge_is_told_of_the_source_with_its_target()
    {
        var target = World.Apply(new CreateTicket { RequesterId = World.Users[0].Id });
        var source = World.Apply(new CreateTicket { RequesterId = World.Users[0].Id });
        await account.TakeAsync();
        var told = await account.TellAsync(new MergeTickets(target.Id, [source.Id]));
        var merged = told.Single(json => json.Type == "merged");
        merged.GetProperty("subject").GetString().ShouldBe($"zen:ticket:{source.Id}");
        merged.Event.GetProperty("target_ticket_id").GetString().ShouldBe($"{target.Id}");
        merged.Detail.GetProperty("status").GetString().ShouldBe("CLOSED");
        told.Select(json => json.Sequence).Distinct().Count().ShouldBe(2);
    }

    private static UpdateTicket Change(Ticket ticket) => new() { TicketId = ticket.Id };

    private async Task ShouldTellAsync(UpdateTicket change, string type, string current, string previous)
    {
        var told = (await account.TellAsync(change)).ShouldHaveSingleItem();
        told.Type.ShouldBe(type);
        told.Event.GetProperty("current").GetRawText().ShouldBe(current);
        told.Event.GetProperty("previous").GetRawText().ShouldBe(previous);
    }

    private async Task<JsonElement> ShouldEndAsync(Change<Ticket> change, string type, string status)
    {
        var told = (await account.TellAsync(change)).ShouldHaveSingleItem();
        told.Type.ShouldBe(type);
        told.Detail.GetProperty("status").GetString().ShouldBe(status);
        return told;
    }
}
