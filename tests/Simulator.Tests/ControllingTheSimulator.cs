namespace TicketPlatform.Simulator.Tests;

public sealed class ControllingTheSimulator : IAsyncLifetime
{
    private Zendesk zendesk = null!;

    public async Task InitializeAsync() => zendesk = await Zendesk.StartAsync();

    public async Task DisposeAsync() => await zendesk.DisposeAsync();

    [Fact]
    public async Task A_test_can_put_any_state_into_a_ticket()
    {
        var created = await zendesk.SendAsync(
            HttpMethod.Post,
            "/_simulator/tickets",
            """{"requesterEmail":"ada@customer.example","subject":"Private","isPublic":false,"createdAt":"2026-01-05T08:00:00Z"}"""
        );
        var id = created.GetProperty("id").GetInt32();
        created.GetProperty("createdAt").GetDateTimeOffset().ShouldBe(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero));
        created.GetProperty("isPublic").GetBoolean().ShouldBeFalse();
        var patched = await zendesk.SendAsync(
            HttpMethod.Patch,
            $"/_simulator/tickets/{id}",
            """{"status":"on the moon","requesterEmail":"grace@customer.example","customStatusId":123}"""
        );
        patched.GetProperty("status").GetString().ShouldBe("on the moon");
        patched.GetProperty("requesterEmail").GetString().ShouldBe("grace@customer.example");
        (await zendesk.GetAsync($"/api/v2/tickets/{id}")).GetProperty("ticket").GetProperty("custom_status_id").GetInt64().ShouldBe(123);
        (await zendesk.SendAsync(HttpMethod.Delete, $"/_simulator/tickets/{id}")).GetProperty("deleted").GetBoolean().ShouldBeTrue();
        (await zendesk.SendAsync(HttpMethod.Post, $"/_simulator/tickets/{id}/restore"))
            .GetProperty("status")
            .GetString()
            .ShouldBe("on the moon");
        (await zendesk.SendAsync(HttpMethod.Post, $"/_simulator/tickets/{id}/scrub")).GetProperty("scrubbed").GetBoolean().ShouldBeTrue();
        await zendesk.SendAsync(HttpMethod.Post, "/_simulator/tickets/4711/scrub", expected: HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_stranger_as_assignee_is_a_mistake_and_changes_nothing()
    {
        var events = zendesk.World.Events.Count;
        var answer = await zendesk.SendAsync(
            HttpMethod.Patch,
            "/_simulator/tickets/3",
            """{"status":"hold","assigneeId":4711}""",
            HttpStatusCode.BadRequest
        );
        answer.GetProperty("error").GetString()!.ShouldContain("4711");
        zendesk.World.Events.Count.ShouldBe(events);
    }

    [Fact]
    public async Task A_ticket_said_to_be_old_is_news_to_the_export()
    {
        var ticket = zendesk.World.Apply(
            new CreateTicket { RequesterEmail = "ada@customer.example", CreatedAt = zendesk.Server.Clock.Seconds - 86_400 }
        );
        zendesk.Server.Clock.Advance(TimeSpan.FromSeconds(90));
        (await zendesk.ExportAsync())[^1].GetProperty("id").GetInt64().ShouldBe(ticket.Id);
    }

    [Fact]
    public async Task A_test_can_rename_merge_and_delete_users()
    {
        var ada = await zendesk.SendAsync(HttpMethod.Post, "/_simulator/users", """{"name":"Ada","email":"ada@customer.example"}""");
        var id = ada.GetProperty("id").GetInt64();
        (await zendesk.SendAsync(HttpMethod.Patch, $"/_simulator/users/{id}", """{"email":"lovelace@customer.example"}"""))
            .GetProperty("email")
            .GetString()
            .ShouldBe("lovelace@customer.example");
        await zendesk.SendAsync(
            HttpMethod.Post,
            $"/_simulator/users/{id}/identities",
            """{"email":"second@customer.example","verified":true}"""
        );
        var grace = await zendesk.SendAsync(HttpMethod.Post, "/_simulator/users", """{"name":"Grace","email":"grace@customer.example"}""");
        var merged = await zendesk.SendAsync(
            HttpMethod.Post,
            $"/_simulator/users/{id}/merge",
            $$"""{"into":{{grace.GetProperty("id")}}}"""
        );
        merged.GetProperty("identities").GetArrayLength().ShouldBe(3);
        (await zendesk.SendAsync(HttpMethod.Delete, $"/_simulator/users/{grace.GetProperty("id")}"))
            .GetProperty("active")
            .GetBoolean()
            .ShouldBeFalse();
        await zendesk.SendAsync(HttpMethod.Post, "/_simulator/users", """{"email":"agent1@acme.test"}""", HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task The_clock_moves_the_date_header()
    {
        var moved = await zendesk.SendAsync(HttpMethod.Put, "/_simulator/clock", """{"now":"2030-05-05T12:00:00Z"}""");
        moved.GetProperty("now").GetDateTimeOffset().Year.ShouldBe(2030);
        await zendesk.SendAsync(HttpMethod.Put, "/_simulator/clock", """{"advanceSeconds":86400}""");
        using var response = await zendesk.AskAsync(HttpMethod.Get, "/api/v2/tickets/1");
        response.Headers.Date!.Value.Date.ShouldBe(new DateTime(2030, 5, 6));
        response.Headers.GetValues("x-request-id").Single().ShouldNotBeEmpty();
        response.Content.Headers.ContentType!.ToString().ShouldBe("application/json; charset=utf-8");
    }

    [Fact]
    public async Task The_log_remembers_what_was_asked()
    {
        await zendesk.GetAsync("/api/v2/tickets/1.json?include=users");
        await zendesk.GetAsync("/api/v2/tickets/4711", HttpStatusCode.NotFound);
        var asked = (await zendesk.GetAsync("/_simulator/log")).GetProperty("requests")[0];
        asked.GetProperty("path").GetString().ShouldBe("/api/v2/tickets/1");
        asked.GetProperty("query").GetString().ShouldBe("?include=users");
        asked.GetProperty("caller").GetString().ShouldBe("bot@acme.test");
        var summary = (await zendesk.GetAsync("/_simulator/log/summary"))
            .GetProperty("counts")
            .EnumerateArray()
            .Select(row =>
                (row.GetProperty("path").GetString(), row.GetProperty("status").GetInt32(), row.GetProperty("count").GetInt32())
            );
        summary.ShouldBe([("GET /api/v2/tickets/{id}", 200, 1), ("GET /api/v2/tickets/{id}", 404, 1)]);
    }

    [Fact]
    public async Task Activity_changes_tickets_by_itself_once_it_is_switched_on()
    {
        var events = zendesk.World.Events.Count;
        await zendesk.SendAsync(HttpMethod.Put, "/_simulator/activity", """{"enabled":true,"changesPerMinute":6000}""");
        for (var i = 0; i < 100 && zendesk.World.Events.Count < events + 20; i++)
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        zendesk.World.Events.Count.ShouldBeGreaterThanOrEqualTo(events + 20);
    }
}
