using TicketPlatform.Dev.Provisioning;
using TicketPlatform.Dev.Run;
using TicketPlatform.ZendeskSimulator.Hosting;

namespace TicketPlatform.Dev.Tests;

public sealed class RegisteringTheWebhook : IAsyncLifetime
{
    private static readonly Uri Endpoint = new("http://127.0.0.1:18080/api/webhooks/zendesk");

    private SimulatorServer simulator = null!;

    public async Task InitializeAsync() => simulator = await SimulatorServer.StartAsync(new() { Users = 3, Tickets = 3 });

    public async Task DisposeAsync() => await simulator.DisposeAsync();

    [Fact]
    public async Task A_second_run_finds_the_webhook_of_the_first()
    {
        var secret = await RegisterAsync(Endpoint);
        (await RegisterAsync(Endpoint)).ShouldBe(secret);
        simulator.World.Webhooks.ShouldHaveSingleItem().SigningSecret.ShouldBe(secret);
    }

    [Fact]
    public async Task Another_port_gets_another_webhook_in_its_place()
    {
        var secret = await RegisterAsync(Endpoint);
        var moved = new Uri("http://127.0.0.1:28080/api/webhooks/zendesk");
        (await RegisterAsync(moved)).ShouldNotBe(secret);
        simulator.World.Webhooks.ShouldHaveSingleItem().Endpoint.ShouldBe(moved);
    }

    [Fact]
    public async Task It_hears_what_a_mirror_needs_to_hear()
    {
        await RegisterAsync(Endpoint);
        simulator.RegisterWebhook(Endpoint);
        simulator.World.Webhooks[0].Subscriptions.ShouldBe(simulator.World.Webhooks[1].Subscriptions, ignoreOrder: true);
    }

    private async Task<string> RegisterAsync(Uri endpoint)
    {
        var credentials = new ZendeskCredentials(simulator.Options.Email, simulator.Options.ApiToken, ClientId: null, ClientSecret: null);
        using var http = new HttpClient { BaseAddress = simulator.BaseAddress };
        http.DefaultRequestHeaders.Authorization = credentials.Basic;
        return await new WebhookRegistration(http).RegisterAsync(endpoint, CancellationToken.None);
    }
}
