using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Headers;
using TicketPlatform.Integration.Tests.Rest;

namespace TicketPlatform.Integration.Tests.Webhooks;

public sealed class ReceivingWebhooks(WebhookHost zendesk) : IClassFixture<WebhookHost>
{
    private readonly TicketEvent _event = new(Random.Shared.NextInt64(1, long.MaxValue / 4));

    [Theory]
    [InlineData(WebhookHost.Secret)]
    [InlineData(WebhookHost.OlderSecret)]
    public async Task A_signed_event_is_kept_whichever_of_the_secrets_signed_it(string secret)
    {
        var answer = await zendesk.SendAsync(_event.ToString(), secret: secret);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var body = await answer.JsonAsync();
        body.GetProperty("eventId").GetString().ShouldBe(_event.Id);
        body.GetProperty("duplicate").GetBoolean().ShouldBeFalse();
        (await KeptAsync("invocation_id")).ShouldBe("01JQ7ZD1R5H8E2P6S4A9Y3G7MN");
        (await KeptAsync("subject_id")).ShouldBe(_event.Ticket);
    }

    [Fact]
    public async Task A_replayed_request_is_counted_and_changes_nothing()
    {
        await zendesk.SendAsync(_event.ToString());
        await zendesk.SettledAsync();
        var fence = await FenceAsync();

        for (var i = 0; i < 3; i++)
            (await (await zendesk.SendAsync(_event.ToString())).JsonAsync()).GetProperty("duplicate").GetBoolean().ShouldBeTrue();
        await zendesk.SettledAsync();

        (await KeptAsync("duplicates")).ShouldBe(3);
        (await FenceAsync()).ShouldBe(fence);
    }

    [Theory]
    [InlineData(-6)]
    [InlineData(6)]
    public async Task A_timestamp_six_minutes_off_is_refused(int minutes) =>
        await ShouldBeRefusedAsync(await zendesk.SendAsync(_event.ToString(), zendesk.Time.GetUtcNow().AddMinutes(minutes)));

    [Theory]
    [InlineData(-4)]
    [InlineData(4)]
    public async Task A_timestamp_four_minutes_off_is_taken(int minutes) =>
        (await zendesk.SendAsync(_event.ToString(), zendesk.Time.GetUtcNow().AddMinutes(minutes))).StatusCode.ShouldBe(HttpStatusCode.OK);

    [Theory]
    [InlineData("X-Zendesk-Webhook-Signature")]
    [InlineData("X-Zendesk-Webhook-Signature-Timestamp")]
    public async Task A_missing_header_is_refused(string header) =>
        await ShouldBeRefusedAsync(await zendesk.SendAsync(_event.ToString(), change: request => request.Headers.Remove(header)));

    [Theory]
    [InlineData("rzObxILLcaJn9OgZ+LhLGpD9fHDp3AumlM05hJ+3wxU=")]
    [InlineData("rzObxILLcaJn9OgZ+LhLGpD9fHDp3AumlM05hJ+3wxU=AAAA")]
    [InlineData("AAAA")]
    [InlineData("no base64!")]
    public async Task A_wrong_signature_is_refused(string signature) =>
        await ShouldBeRefusedAsync(
            await zendesk.SendAsync(
                _event.ToString(),
                change: request =>
                {
                    request.Headers.Remove("X-Zendesk-Webhook-Signature");
                    request.Headers.Add("X-Zendesk-Webhook-Signature", signature);
                }
            )
        );

    [Fact]
    public async Task A_secret_that_is_not_configured_is_refused() =>
        await ShouldBeRefusedAsync(await zendesk.SendAsync(_event.ToString(), secret: "somebody else's"));

    [Fact]
    public async Task A_body_with_one_byte_changed_is_refused() =>
        await ShouldBeRefusedAsync(
            await zendesk.SendAsync(
                _event.ToString(),
                change: request =>
                {
                    var type = request.Content!.Headers.ContentType;
                    request.Content = new StringContent(_event.ToString().Replace("colorful", "c0lorful", StringComparison.Ordinal));
                    request.Content.Headers.ContentType = type;
                }
            )
        );

    [Fact]
    public async Task A_timestamp_that_is_no_instant_is_refused_although_it_is_signed()
    {
        using var request = WebhookHost.Request("{}"u8.ToArray(), zendesk.Time.GetUtcNow(), WebhookHost.Secret);
        request.Headers.Remove("X-Zendesk-Webhook-Signature-Timestamp");
        request.Headers.Add("X-Zendesk-Webhook-Signature-Timestamp", "yesterday");
        using var client = zendesk.Host.Client();

        await ShouldBeRefusedAsync(await client.SendAsync(request));
    }

    [Fact]
    public async Task Refusals_are_counted_by_reason()
    {
        var counted = new List<string?>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == "ticketplatform.webhook.refused")
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => counted.Add(tags[0].Value?.ToString()));
        listener.Start();

        await zendesk.SendAsync(_event.ToString(), secret: "somebody else's");

        counted.ShouldContain("signature");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData(null)]
    public async Task Another_content_type_is_refused(string? type) =>
        await (
            await zendesk.SendAsync(
                _event.ToString(),
                change: request => request.Content!.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type)
            )
        ).ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");

    [Fact]
    public async Task A_body_of_a_mebibyte_is_refused_and_one_of_a_quarter_is_taken()
    {
        var large = _event with { Subject = new string('x', 250 * 1024) };
        (await zendesk.SendAsync(large.ToString())).StatusCode.ShouldBe(HttpStatusCode.OK);

        var answer = await zendesk.SendAsync((large with { Subject = new string('x', 1024 * 1024) }).ToString());

        await answer.ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
    }

    [Fact]
    public async Task An_event_of_an_unknown_type_is_kept_and_ignored()
    {
        var unknown = _event with { Type = "levitated" };

        (await zendesk.SendAsync(unknown.ToString())).StatusCode.ShouldBe(HttpStatusCode.OK);
        await zendesk.SettledAsync();

        (await KeptAsync("outcome")).ShouldBe("ignored");
        (await FenceAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_full_inbox_asks_Zendesk_to_come_again_and_keeps_nothing()
    {
        await using var host = new FullInbox();
        await host.InitializeAsync();

        var answer = await host.Zendesk.SendAsync(_event.ToString());

        await answer.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "inbox-full");
        answer.Headers.RetryAfter?.Delta.ShouldBe(TimeSpan.FromSeconds(5));
        (await host.Zendesk.ScalarAsync($"select count(*) from webhook_inbox where event_id = '{_event.Id}'")).ShouldBe(0L);
    }

    private static async Task ShouldBeRefusedAsync(HttpResponseMessage answer) =>
        await answer.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "webhook-refused");

    private Task<object?> KeptAsync(string column) =>
        zendesk.ScalarAsync($"select {column} from webhook_inbox where event_id = '{_event.Id}'");

    private Task<object?> FenceAsync() => zendesk.ScalarAsync($"select fence from tickets where zendesk_id = {_event.Ticket}");

    /// <summary>An inbox at its limit, whose messages are due only tomorrow.</summary>
    private sealed class FullInbox : IAsyncDisposable
    {
        public WebhookHost Zendesk { get; } = new() { InboxLimit = 20 };

        public async Task InitializeAsync()
        {
            await Zendesk.InitializeAsync();
            await Zendesk.ScalarAsync(
                """
                insert into webhook_inbox (event_id, type, body, received_at, due_at)
                select 'waiting-' || n, 'trigger', '{}', now(), '2999-01-01' from generate_series(1, 20) n
                """
            );
        }

        public async ValueTask DisposeAsync() => await Zendesk.DisposeAsync();
    }
}
