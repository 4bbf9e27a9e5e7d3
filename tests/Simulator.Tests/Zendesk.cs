using System.Net.Http.Headers;
using System.Text;

namespace TicketPlatform.Simulator.Tests;

/// <summary>A simulator of its own, and a caller who speaks plain HTTP to it.</summary>
internal sealed class Zendesk : IAsyncDisposable
{
    private Zendesk(SimulatorServer server)
    {
        Server = server;
        Http = new HttpClient { BaseAddress = server.BaseAddress };
        SignIn(server.Options.Email, server.Options.ApiToken);
    }

    public SimulatorServer Server { get; }
    public HttpClient Http { get; }
    public World World => Server.World;

    /// <summary>Small, without limits, and two minutes after its last seeded change, unless told otherwise.</summary>
    public static async Task<Zendesk> StartAsync(SimulatorOptions? options = null) =>
        new(
            await SimulatorServer.StartAsync(
                options
                    ?? new SimulatorOptions
                    {
                        Users = 20,
                        Tickets = 60,
                        RateLimits = false,
                    }
            )
        );

    public void SignIn(string email, string token) =>
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes($"{email}/token:{token}"))
        );

    public async Task<JsonElement> GetAsync(string path, HttpStatusCode expected = HttpStatusCode.OK) =>
        await ReadAsync(await Http.GetAsync(new Uri(path, UriKind.Relative)), expected);

    public async Task<JsonElement> SendAsync(
        HttpMethod method,
        string path,
        string? body = null,
        HttpStatusCode expected = HttpStatusCode.OK
    )
    {
        using var response = await AskAsync(method, path, body);
        return await ReadAsync(response, expected);
    }

    public async Task<HttpResponseMessage> AskAsync(HttpMethod method, string path, string? body = null, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        return await Http.SendAsync(request);
    }

    /// <summary>Registers a webhook for some subscriptions through Zendesk's API, and returns its id.</summary>
    public async Task<string> RegisterAsync(Uri endpoint, params string[] subscriptions)
    {
        var webhook = new
        {
            name = "test",
            endpoint,
            http_method = "POST",
            request_format = "json",
            status = "active",
            subscriptions,
        };
        var answer = await SendAsync(
            HttpMethod.Post,
            "/api/v2/webhooks",
            JsonSerializer.Serialize(new { webhook }),
            HttpStatusCode.Created
        );
        return answer.GetProperty("webhook").GetProperty("id").GetString()!;
    }

    /// <summary>All pages of the ticket export, from the beginning to the end of the stream.</summary>
    public async Task<List<JsonElement>> ExportAsync(string parameters = "per_page=7", string rows = "tickets")
    {
        var all = new List<JsonElement>();
        var position = "start_time=0";
        while (true)
        {
            var page = await GetAsync($"/api/v2/incremental/{rows}/cursor?{position}&{parameters}");
            all.AddRange(page.GetProperty(rows).EnumerateArray());
            if (page.GetProperty("end_of_stream").GetBoolean())
                return all;
            position = $"cursor={Uri.EscapeDataString(page.GetProperty("after_cursor").GetString()!)}";
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Server.DisposeAsync();
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response, HttpStatusCode expected)
    {
        var body = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(expected, body);
        return body.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(body);
    }
}
