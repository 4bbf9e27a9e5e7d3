using System.Security.Cryptography;
using System.Text;
using Npgsql;
using TicketPlatform.Testing;

namespace TicketPlatform.Integration.Tests.Webhooks;

/// <summary>A host that knows two signing secrets, and a Zendesk that sends it what a test says.</summary>
public sealed class WebhookHost : IAsyncLifetime
{
    public const string Secret = "uB3c1vY0pNn2c9o5cWZ4m0nq3w2l8x7KJ4hT6yQfZ9w=";
    public const string OlderSecret = "an older secret, about to be replaced";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private TestDatabase _database = null!;

    /// <summary>How many events may wait in its inbox.</summary>
    public int InboxLimit { get; init; } = 1_000;

    public PlatformHost Host { get; private set; } = null!;

    public AdjustableTime Time => Host.Time;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        Host = await PlatformHost.StartAsync(
            new Dictionary<string, string>
            {
                ["Zendesk:WebhookSecrets:0"] = Secret,
                ["Zendesk:WebhookSecrets:1"] = OlderSecret,
                ["Zendesk:WebhookInboxLimit"] = $"{InboxLimit}",
            },
            _database.ConnectionString
        );
    }

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        await _database.DisposeAsync();
    }

    /// <summary>Sends a body as Zendesk does, signed at an instant and with a secret.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        string body,
        DateTimeOffset? at = null,
        string secret = Secret,
        Action<HttpRequestMessage>? change = null
    )
    {
        using var request = Request(Encoding.UTF8.GetBytes(body), at ?? Time.GetUtcNow(), secret);
        change?.Invoke(request);
        using var client = Host.Client();
        return await client.SendAsync(request);
    }

    public static HttpRequestMessage Request(byte[] body, DateTimeOffset at, string secret)
    {
        var timestamp = at.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/webhooks/zendesk") { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=utf-8");
        request.Headers.Add("X-Zendesk-Webhook-Id", "01JQ7Z4M8V2T6K3N9X5B1D0WCF");
        request.Headers.Add("X-Zendesk-Webhook-Invocation-Id", "01JQ7ZD1R5H8E2P6S4A9Y3G7MN");
        request.Headers.Add("X-Zendesk-Webhook-Signature-Timestamp", timestamp);
        request.Headers.Add("X-Zendesk-Webhook-Signature", Sign(secret, timestamp, body));
        return request;
    }

    /// <summary>Waits until nothing in the inbox is due any more.</summary>
    public async Task SettledAsync() => await UntilAsync("select not exists (select from webhook_inbox where due_at is not null)");

    public async Task UntilAsync(string condition)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (await ScalarAsync(condition) is not true)
            await Task.Delay(TimeSpan.FromMilliseconds(5), limit.Token);
    }

    public async Task<object?> ScalarAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_database.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    private static string Sign(string secret, string timestamp, byte[] body) =>
        Convert.ToBase64String(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.UTF8.GetBytes(timestamp), .. body])
        );
}
