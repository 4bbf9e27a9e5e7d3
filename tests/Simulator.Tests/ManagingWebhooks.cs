namespace TicketPlatform.Simulator.Tests;

public sealed class ManagingWebhooks : IAsyncLifetime
{
    private const string Body =
        """{"name":"mirror","endpoint":"http://127.0.0.1:9/hooks","http_method":"POST","request_format":"json","status":"active","subscriptions":["zen:event-type:ticket.created"]}""";

    private Zendesk zendesk = null!;

    public async Task InitializeAsync() => zendesk = await Zendesk.StartAsync();

    public async Task DisposeAsync() => await zendesk.DisposeAsync();

    [Fact]
    public async Task A_created_webhook_can_be_read_back_without_its_secrets()
    {
        var created = await CreateAsync(
            Body[..^1]
                + ""","description":"pushes","authentication":{"type":"basic_auth","data":{"username":"jane","password":"hidden"},"add_position":"header"},"custom_headers":{"x-mirror":"1"}}"""
        );
        var id = created.GetProperty("id").GetString()!;
        id.Length.ShouldBe(26);
        created.GetProperty("created_by").GetString().ShouldBe($"{zendesk.World.Users[0].Id}");
        created.GetProperty("created_at").GetString()!.Length.ShouldBe("2026-03-02T09:02:41.672717030Z".Length);
        created.GetProperty("authentication").GetProperty("data").EnumerateObject().Select(data => data.Name).ShouldBe(["username"]);
        created.GetRawText().ShouldNotContain("hidden");
        var shown = (await zendesk.GetAsync($"/api/v2/webhooks/{id}")).GetProperty("webhook");
        shown.GetProperty("created_at").GetString()!.Length.ShouldBe("2026-03-02T09:02:41Z".Length);
        shown.GetProperty("custom_headers").GetProperty("x-mirror").GetString().ShouldBe("1");
        shown.GetProperty("description").GetString().ShouldBe("pushes");
    }

    [Fact]
    public async Task A_patch_changes_what_it_names_and_a_put_needs_everything()
    {
        var path = $"/api/v2/webhooks/{(await CreateAsync(Body)).GetProperty("id").GetString()}";
        await zendesk.SendAsync(HttpMethod.Patch, path, """{"webhook":{"name":"renamed"}}""", HttpStatusCode.NoContent);
        var renamed = (await zendesk.GetAsync(path)).GetProperty("webhook");
        renamed.GetProperty("name").GetString().ShouldBe("renamed");
        renamed.GetProperty("endpoint").GetString().ShouldBe("http://127.0.0.1:9/hooks");
        renamed.TryGetProperty("updated_at", out _).ShouldBeTrue();
        await zendesk.SendAsync(HttpMethod.Put, path, """{"webhook":{"name":"half"}}""", HttpStatusCode.UnprocessableEntity);
        await zendesk.SendAsync(HttpMethod.Put, path, $$"""{"webhook":{{Body}}}""", HttpStatusCode.NoContent);
        await zendesk.SendAsync(HttpMethod.Delete, path, expected: HttpStatusCode.NoContent);
        await zendesk.GetAsync(path, HttpStatusCode.NotFound);
        await zendesk.SendAsync(HttpMethod.Delete, path, expected: HttpStatusCode.NotFound);
        await zendesk.SendAsync(HttpMethod.Patch, path, """{"webhook":{"name":"gone"}}""", HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("name", "\"\"", "Name: cannot be blank")]
    [InlineData("endpoint", "\"hooks\"", "not a valid URL")]
    [InlineData("endpoint", "\"ftp://127.0.0.1/hooks\"", "not a valid URL")]
    [InlineData("endpoint", "\"https://mirror.acme.example/hooks\"", "mirror.acme.example is not this machine")]
    [InlineData("endpoint", "\"http://10.0.0.1/hooks\"", "loopback addresses only")]
    [InlineData("http_method", "\"TRACE\"", "TRACE is not included")]
    [InlineData("http_method", "\"GET\"", "need POST")]
    [InlineData("request_format", "\"xml\"", "xml is not included")]
    [InlineData("status", "\"asleep\"", "asleep is not included")]
    [InlineData("subscriptions", "[]", "cannot be blank")]
    [InlineData("subscriptions", "[\"zen:event-type:ticket.updated\"]", "ticket.updated is not included")]
    [InlineData("subscriptions", "[\"zen:event-type:ticket.created\",\"conditional_ticket_events\"]", "cannot be combined")]
    [InlineData("authentication", "{\"type\":\"magic\"}", "magic is not included")]
    [InlineData("authentication", "{\"type\":\"bearer_token\",\"data\":{}}", "token cannot be blank")]
    [InlineData("authentication", "{\"type\":\"api_key\",\"data\":{\"name\":\"x\\r\\ny\",\"value\":\"z\"}}", "is not valid")]
    [InlineData("custom_headers", "{\"x y\":\"1\"}", "is not valid")]
    public async Task What_makes_no_sense_is_refused_under_its_field(string field, string value, string reason)
    {
        var webhook = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(Body)!;
        webhook[field] = JsonSerializer.Deserialize<JsonElement>(value);
        var refusal = await zendesk.SendAsync(
            HttpMethod.Post,
            "/api/v2/webhooks",
            JsonSerializer.Serialize(new { webhook }),
            HttpStatusCode.UnprocessableEntity
        );
        refusal.GetProperty("error").GetString().ShouldBe("RecordInvalid");
        var details = refusal.GetProperty("details").EnumerateObject().Single().Value;
        details[0].GetProperty("description").GetString()!.ShouldContain(reason);
        zendesk.World.Webhooks.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_webhook_stays_of_the_kind_it_was_made()
    {
        var path = $"/api/v2/webhooks/{(await CreateAsync(Body)).GetProperty("id").GetString()}";
        await zendesk.SendAsync(
            HttpMethod.Patch,
            path,
            """{"webhook":{"subscriptions":["conditional_ticket_events"]}}""",
            HttpStatusCode.UnprocessableEntity
        );
        await zendesk.SendAsync(HttpMethod.Post, "/api/v2/webhooks", "{}", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_list_is_filtered_by_name_and_paged_by_cursor()
    {
        foreach (var name in (string[])["one mirror", "two", "three Mirror", "four mirrors"])
            await CreateAsync(Body.Replace("mirror", name, StringComparison.Ordinal));
        var names = new List<string>();
        for (var path = "/api/v2/webhooks?filter[name_contains]=MIRROR&page[size]=2"; path is not null; )
        {
            var page = await zendesk.GetAsync(path);
            names.AddRange(page.GetProperty("webhooks").EnumerateArray().Select(webhook => webhook.GetProperty("name").GetString()!));
            path = page.GetProperty("meta").GetProperty("has_more").GetBoolean()
                ? new Uri(page.GetProperty("links").GetProperty("next").GetString()!).PathAndQuery
                : null;
        }
        names.ShouldBe(["one mirror", "three Mirror", "four mirrors"]);
        await zendesk.GetAsync("/api/v2/webhooks?page[after]=nonsense", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_new_secret_takes_the_old_ones_place()
    {
        var path = $"/api/v2/webhooks/{(await CreateAsync(Body)).GetProperty("id").GetString()}/signing_secret";
        var first = (await zendesk.GetAsync(path)).GetProperty("signing_secret");
        first.GetProperty("algorithm").GetString().ShouldBe("SHA256");
        Convert.FromBase64String(first.GetProperty("secret").GetString()!).Length.ShouldBe(32);
        (await zendesk.GetAsync(path)).GetProperty("signing_secret").GetRawText().ShouldBe(first.GetRawText());
        var second = (await zendesk.SendAsync(HttpMethod.Post, path, expected: HttpStatusCode.Created)).GetProperty("signing_secret");
        second.GetRawText().ShouldNotBe(first.GetRawText());
        (await zendesk.GetAsync(path)).GetProperty("signing_secret").GetRawText().ShouldBe(second.GetRawText());
        await zendesk.GetAsync("/api/v2/webhooks/01H7ZDQ0V63FGAJXPXZ6NKWBEQ/signing_secret", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Only_admins_may_see_webhooks()
    {
        await CreateAsync(Body);
        zendesk.SignIn("agent2@acme.test", zendesk.Server.Options.ApiToken);
        await zendesk.GetAsync("/api/v2/webhooks", HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Webhooks_have_rate_limits_of_their_own()
    {
        zendesk.Server.RateLimits = true;
        using var list = await zendesk.AskAsync(HttpMethod.Get, "/api/v2/webhooks");
        list.Headers.GetValues("x-rate-limit").ShouldBe(["100"]);
        list.Headers.GetValues("x-rate-limit-remaining").ShouldBe(["99"]);
        using var test = await zendesk.AskAsync(HttpMethod.Post, "/api/v2/webhooks/test", """{"request":{}}""");
        test.Headers.GetValues("x-rate-limit").ShouldBe(["20"]);
    }

    [Fact]
    public async Task A_switched_off_webhook_hears_nothing()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var id = await zendesk.RegisterAsync(receiver.Address, "zen:event-type:ticket.created");
        await zendesk.SendAsync(
            HttpMethod.Patch,
            $"/api/v2/webhooks/{id}",
            """{"webhook":{"status":"inactive"}}""",
            HttpStatusCode.NoContent
        );
        zendesk.World.Apply(new CreateTicket { RequesterId = zendesk.World.Users[0].Id });
        await zendesk.Server.WebhooksSettledAsync();
        receiver.Deliveries.ShouldBeEmpty();
    }

    private async Task<JsonElement> CreateAsync(string webhook) =>
        (await zendesk.SendAsync(HttpMethod.Post, "/api/v2/webhooks", $$"""{"webhook":{{webhook}}}""", HttpStatusCode.Created)).GetProperty(
            "webhook"
        );
}
