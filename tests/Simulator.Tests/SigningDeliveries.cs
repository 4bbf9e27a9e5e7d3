using System.Globalization;
using System.Text;
using TicketPlatform.ZendeskSimulator.Delivery;

namespace TicketPlatform.Simulator.Tests;

public sealed class SigningDeliveries
{
    private const string Timestamp = "2026-03-02T09:15:00Z";

    [Theory]
    [InlineData("""{"ping":"pong"}""", "rzObxILLcaJn9OgZ+LhLGpD9fHDp3AumlM05hJ+3wxU=")]
    [InlineData("", "Mcrmsg7hmlOHRLqoM/aVnAEkrcYJ7Sfc9Gea9U/ikJE=")]
    [InlineData("""{"subject":"Größe – naïve ✓"}""", "/esFskq3l9AAqKcrIX01XeSbv705xswUF4PQfBg+qbY=")]
    public void Published_vectors_are_reproduced(string body, string signature) =>
        Signature.Of(Signature.TestSecret, Timestamp, Encoding.UTF8.GetBytes(body)).ShouldBe(signature);

    [Fact]
    public void The_secret_is_a_text_and_not_decoded() =>
        Signature.Of(Signature.TestSecret, Timestamp, """{"ping":"pong"}"""u8).ShouldNotBe("gxStCYat2UpgwqydkKUrAlAh192LKrhJaiLwZkv6NwA=");

    [Fact]
    public async Task The_endpoint_can_verify_every_delivery_by_the_accounts_clock()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var zendesk = await Zendesk.StartAsync();
        var secret = zendesk.Server.RegisterWebhook(receiver.Address);
        zendesk.World.Apply(new CreateTicket { RequesterEmail = "zoë@customer.example", Subject = "Größe – naïve ✓ 🔥" });
        zendesk.Server.Clock.Advance(TimeSpan.FromDays(400));
        zendesk.World.Apply(new CreateTicket { RequesterEmail = "zoë@customer.example" });
        await zendesk.Server.WebhooksSettledAsync();

        receiver.Deliveries.Count.ShouldBe(4);
        receiver.Deliveries.ShouldAllBe(delivery => delivery.IsSignedWith(secret));
        receiver.Deliveries.ShouldNotContain(delivery => delivery.IsSignedWith(Signature.TestSecret));
        var last = receiver.Deliveries.Max(delivery => DateTimeOffset.Parse(delivery.Timestamp, CultureInfo.InvariantCulture));
        (zendesk.Server.Clock.GetUtcNow() - last).Duration().ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Deliveries_carry_Zendesks_headers_and_those_of_the_webhook()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var zendesk = await Zendesk.StartAsync();
        var id = await zendesk.RegisterAsync(receiver.Address, "zen:event-type:ticket.created");
        await zendesk.SendAsync(
            HttpMethod.Patch,
            $"/api/v2/webhooks/{id}",
            """{"webhook":{"authentication":{"type":"bearer_token","data":{"token":"t0ken"},"add_position":"header"},"custom_headers":{"x-mirror":"1"}}}""",
            HttpStatusCode.NoContent
        );
        zendesk.World.Apply(new CreateTicket { RequesterId = zendesk.World.Users[0].Id });
        await zendesk.Server.WebhooksSettledAsync();

        var headers = receiver.Deliveries.ShouldHaveSingleItem().Headers;
        headers["Content-Type"].ShouldBe("application/json; charset=utf-8");
        headers["User-Agent"].ShouldBe("Zendesk Webhook");
        headers["X-Zendesk-Account-Id"].ShouldBe("21700001");
        headers["X-Zendesk-Webhook-Id"].ShouldBe(id);
        headers["Authorization"].ShouldBe("Bearer t0ken");
        headers["x-mirror"].ShouldBe("1");
        headers.Keys.ShouldNotContain("traceparent");
        var attempts = await AttemptsAsync(zendesk, id);
        var shown = attempts.ShouldHaveSingleItem().GetProperty("request");
        shown.GetProperty("payload").GetString().ShouldBe(Encoding.UTF8.GetString(receiver.Deliveries[0].Body));
        shown.GetRawText().ShouldNotContain("t0ken");
    }

    [Theory]
    [InlineData("basic_auth", """{"username":"jane","password":"pw"}""", "Authorization", "Basic amFuZTpwdw==")]
    [InlineData("api_key", """{"name":"X-Key","value":"k1"}""", "X-Key", "k1")]
    public async Task Every_kind_of_authentication_is_sent(string type, string data, string header, string value)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var zendesk = await Zendesk.StartAsync();
        await TestAsync(
            zendesk,
            "",
            $$$"""{"endpoint":"{{{receiver.Address}}}","authentication":{"type":"{{{type}}}","data":{{{data}}}}}"""
        );
        receiver.Deliveries.ShouldHaveSingleItem().Headers[header].ShouldBe(value);
    }

    [Fact]
    public async Task A_test_delivery_answers_with_what_the_endpoint_said()
    {
        await using var receiver = await WebhookReceiver.StartAsync(418, "7");
        await using var zendesk = await Zendesk.StartAsync();
        var secret = zendesk.Server.RegisterWebhook(receiver.Address);
        var saved = await TestAsync(zendesk, $"?webhook_id={zendesk.World.Webhooks[0].Id}", """{"payload":"{\"ping\":1}"}""");
        saved.GetProperty("status_code").GetInt32().ShouldBe(418);
        saved.GetProperty("headers").EnumerateArray().ShouldContain(header => header.GetProperty("key").GetString() == "Retry-After");
        receiver.Deliveries[0].IsSignedWith(secret).ShouldBeTrue();
        receiver.Deliveries[0].Json.GetRawText().ShouldBe("""{"ping":1}""");

        await TestAsync(zendesk, "", $$"""{"endpoint":"{{receiver.Address}}"}""");
        receiver.Deliveries[1].IsSignedWith(Signature.TestSecret).ShouldBeTrue();
        await zendesk.SendAsync(
            HttpMethod.Post,
            "/api/v2/webhooks/test",
            """{"request":{"endpoint":"https://mirror.acme.example"}}""",
            HttpStatusCode.UnprocessableEntity
        );
        await zendesk.SendAsync(HttpMethod.Post, "/api/v2/webhooks/test?webhook_id=1", """{"request":{}}""", HttpStatusCode.NotFound);
    }

    private static async Task<JsonElement> TestAsync(Zendesk zendesk, string query, string request) =>
        (await zendesk.SendAsync(HttpMethod.Post, $"/api/v2/webhooks/test{query}", $$"""{"request":{{request}}}""")).GetProperty(
            "response"
        );

    private static async Task<IReadOnlyList<JsonElement>> AttemptsAsync(Zendesk zendesk, string webhook)
    {
        var invocations = (await zendesk.GetAsync($"/api/v2/webhooks/{webhook}/invocations")).GetProperty("invocations");
        var path = $"/api/v2/webhooks/{webhook}/invocations/{invocations[0].GetProperty("id").GetString()}/attempts";
        return [.. (await zendesk.GetAsync(path)).GetProperty("attempts").EnumerateArray()];
    }
}
