namespace TicketPlatform.Simulator.Tests;

public sealed class KeepingState : IDisposable
{
    private readonly string state = Path.Combine(Path.GetTempPath(), $"simulator-{Guid.NewGuid():N}.jsonl");

    public void Dispose() => File.Delete(state);

    [Fact]
    public async Task A_restart_goes_on_in_the_same_account()
    {
        var options = new SimulatorOptions
        {
            Users = 20,
            Tickets = 60,
            StateFile = state,
        };
        string before;
        await using (var first = await Zendesk.StartAsync(options))
        {
            await first.SendAsync(HttpMethod.Post, "/_simulator/users", """{"name":"Ada","email":"ada@customer.example"}""");
            await first.SendAsync(
                HttpMethod.Post,
                "/_simulator/tickets",
                """{"requesterEmail":"ada@customer.example","subject":"Kept","status":"open"}"""
            );
            await first.SendAsync(HttpMethod.Patch, "/_simulator/tickets/7", """{"status":"waiting for parts"}""");
            await first.SendAsync(HttpMethod.Put, "/_simulator/clock", """{"advanceSeconds":3600}""");
            before = (await first.GetAsync("/_simulator/truth/tickets")).GetRawText();
        }
        await File.AppendAllTextAsync(state, """{"change":"delete-ticket","Ticket""");

        await using var second = await Zendesk.StartAsync(options with { Seed = 99, Tickets = 5 });
        (await second.GetAsync("/_simulator/truth/tickets")).GetRawText().ShouldBe(before);
        second.Server.Clock.Offset.ShouldBe(TimeSpan.FromHours(1));
        second.World.Users.FindByEmail("ada@customer.example").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_restart_keeps_webhooks_and_their_secrets()
    {
        var options = new SimulatorOptions
        {
            Users = 5,
            Tickets = 5,
            StateFile = state,
        };
        await using var receiver = await WebhookReceiver.StartAsync();
        string secret;
        await using (var first = await Zendesk.StartAsync(options))
        {
            secret = first.Server.RegisterWebhook(receiver.Address);
            await first.SendAsync(
                HttpMethod.Delete,
                $"/api/v2/webhooks/{await first.RegisterAsync(receiver.Address, "conditional_ticket_events")}",
                expected: HttpStatusCode.NoContent
            );
        }

        await using var second = await Zendesk.StartAsync(options);
        var webhook = second.World.Webhooks.ShouldHaveSingleItem();
        webhook.SigningSecret.ShouldBe(secret);
        second.World.Apply(new CreateTicket { RequesterId = second.World.Users[0].Id });
        await second.Server.WebhooksSettledAsync();
        receiver.Deliveries.ShouldHaveSingleItem().IsSignedWith(secret).ShouldBeTrue();
    }
}
