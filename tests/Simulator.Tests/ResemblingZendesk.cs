namespace TicketPlatform.Simulator.Tests;

/// <summary>Whatever real accounts have answered, the simulator answers too: every property, in a type that was seen.</summary>
public sealed class ResemblingZendesk : IAsyncLifetime
{
    private static readonly Dictionary<string, string> LeftOut = new()
    {
        ["ticket.comment_count"] = "side-load",
        ["ticket.dates"] = "side-load",
        ["ticket.slas"] = "side-load",
        ["ticket.last_audit"] = "side-load",
        ["ticket.metric_set"] = "side-load, tested with the export",
        ["ticket.metric_events"] = "side-load",
        ["user.abilities"] = "side-load",
        ["user.chat_only"] = "no longer sent since 2022",
        ["user.authenticity_token"] = "users/me of a browser session",
        ["user.permanently_deleted"] = "in the export only, tested there",
    };

    private Zendesk zendesk = null!;

    public async Task InitializeAsync() => zendesk = await Zendesk.StartAsync();

    public async Task DisposeAsync() => await zendesk.DisposeAsync();

    [RecordedTheory]
    [InlineData("ticket", "tickets", "/api/v2/tickets")]
    [InlineData("user", "users", "/api/v2/users")]
    [InlineData("identity", "identities", "/api/v2/users/31740200000000/identities")]
    public async Task Every_recorded_property_is_there_in_a_recorded_type(string one, string many, string path)
    {
        var ours = Types((await zendesk.GetAsync(path)).GetProperty(many).EnumerateArray());
        var recorded = Types(RecordedPayloads.Bodies().SelectMany(body => Rows(body, one, many)));
        recorded.Count.ShouldBeGreaterThan(5);
        Differences(one, recorded, ours).ShouldBeEmpty();
    }

    [RecordedTheory]
    [InlineData("GET_incremental_tickets_cursor", "/api/v2/incremental/tickets/cursor?start_time=0")]
    [InlineData("GET_incremental_users_cursor", "/api/v2/incremental/users/cursor?start_time=0")]
    [InlineData("GET_users_search", "/api/v2/users/search?query=email:agent1@acme.test")]
    public async Task Envelopes_hold_what_was_recorded(string request, string path)
    {
        var recorded = Types(RecordedPayloads.Bodies(request));
        recorded.ShouldNotBeEmpty();
        Differences(request, recorded, Types([await zendesk.GetAsync(path)])).ShouldBeEmpty();
    }

    [RecordedTheory]
    [InlineData("users", "permanently_deleted")]
    [InlineData("tickets", "generated_timestamp")]
    public async Task Exported_rows_hold_what_only_exports_tell(string rows, string property)
    {
        RecordedPayloads
            .Bodies($"GET_incremental_{rows}")
            .SelectMany(body => Rows(body, "", rows))
            .ShouldContain(row => Has(row, property));
        (await zendesk.ExportAsync(rows: rows)).ShouldAllBe(row => Has(row, property));
    }

    [RecordedFact]
    public async Task Webhooks_are_answered_in_the_recorded_properties_and_order()
    {
        var recorded = RecordedPayloads
            .Exchanges("_POST_webhooks_201")
            .Where(exchange => exchange.Request.ValueKind == JsonValueKind.Object)
            .ToList();
        recorded.Count.ShouldBeGreaterThan(3);
        foreach (var (request, answer) in recorded)
        {
            var asked = request.GetRawText().Replace("https://example.com", "http://127.0.0.1:9", StringComparison.Ordinal);
            var ours = await zendesk.SendAsync(HttpMethod.Post, "/api/v2/webhooks", asked, HttpStatusCode.Created);
            Shape(ours).ShouldBe(Shape(answer), request.GetRawText());
        }
        var read = RecordedPayloads.Bodies("_GET_webhooks_200").First();
        var first = (await zendesk.GetAsync("/api/v2/webhooks")).GetProperty("webhooks")[0];
        Shape(first).ShouldBe(Shape(read.GetProperty("webhooks")[0]));
    }

    [RecordedFact]
    public async Task Invocations_and_attempts_are_listed_as_recorded()
    {
        await using var receiver = await WebhookReceiver.StartAsync(
            (context, _) =>
            {
                context.Response.StatusCode = 502;
                return Task.CompletedTask;
            }
        );
        var webhook = await zendesk.RegisterAsync(receiver.Address, "conditional_ticket_events");
        for (var i = 0; i < 3; i++)
            zendesk.World.Apply(new CreateTicket { RequesterId = zendesk.World.Users[0].Id });
        await zendesk.Server.WebhooksSettledAsync();

        var recordedPage = RecordedPayloads.Bodies("001_GET_webhooks_ID_invocations_200").First();
        var page = await zendesk.GetAsync($"/api/v2/webhooks/{webhook}/invocations?page[size]=2");
        Shape(page).ShouldBe(Shape(recordedPage));
        Shape(page.GetProperty("invocations")[0]).ShouldBe(Shape(recordedPage.GetProperty("invocations")[0]));

        var recorded = RecordedPayloads.Bodies("_GET_webhooks_ID_invocations_ID_attempts_200").First().GetProperty("attempts")[0];
        var invocation = page.GetProperty("invocations")[0].GetProperty("id").GetString();
        var attempt = (await zendesk.GetAsync($"/api/v2/webhooks/{webhook}/invocations/{invocation}/attempts")).GetProperty("attempts")[0];
        Shape(attempt).ShouldBe(Shape(recorded));
        // The recorded webhook signs in as well.
        HeaderNames(attempt).ShouldBe(HeaderNames(recorded).Where(name => name != "Authorization"));
        attempt.GetProperty("status").GetString().ShouldBe(recorded.GetProperty("status").GetString());
    }

    private static IEnumerable<string> HeaderNames(JsonElement attempt) =>
        attempt.GetProperty("request").GetProperty("headers").EnumerateArray().Select(header => header.GetProperty("key").GetString()!);

    // Names and types in the order in which they stand; of a list, only that it is one.
    private static string Shape(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object
            ? $"{{{string.Join(',', value.EnumerateObject().Select(property => $"{property.Name}:{Shape(property.Value)}"))}}}"
            : TypeOf(value);

    private static bool Has(JsonElement row, string property) => row.EnumerateObject().Any(found => found.Name == property);

    private static IEnumerable<string> Differences(
        string kind,
        Dictionary<string, HashSet<string>> recorded,
        Dictionary<string, HashSet<string>> ours
    )
    {
        foreach (var (name, types) in recorded.Where(property => !LeftOut.ContainsKey($"{kind}.{property.Key}")))
        {
            if (!ours.TryGetValue(name, out var own))
                yield return $"{kind}.{name} is missing";
            else if (types.Any(type => type != "Null") && own.Except(types).ToList() is { Count: > 0 } foreign)
                yield return $"{kind}.{name} is {string.Join(", ", foreign)} here and was only {string.Join(", ", types)}";
        }
    }

    private static Dictionary<string, HashSet<string>> Types(IEnumerable<JsonElement> rows) =>
        rows.SelectMany(row => row.EnumerateObject())
            .GroupBy(property => property.Name)
            .ToDictionary(group => group.Key, group => group.Select(property => TypeOf(property.Value)).ToHashSet());

    private static string TypeOf(JsonElement value) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False ? "Boolean" : value.ValueKind.ToString();

    private static IEnumerable<JsonElement> Rows(JsonElement body, string one, string many)
    {
        if (body.TryGetProperty(one, out var single) && single.ValueKind == JsonValueKind.Object)
            yield return single;
        if (body.TryGetProperty(many, out var list) && list.ValueKind == JsonValueKind.Array)
            foreach (var row in list.EnumerateArray().Where(row => row.ValueKind == JsonValueKind.Object))
                yield return row;
    }
}
