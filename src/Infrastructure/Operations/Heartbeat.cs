using Microsoft.Extensions.Configuration;
using OpenTelemetry;
using TicketPlatform.Application.Operations;

namespace TicketPlatform.Infrastructure.Operations;

/// <summary>Calls the address that <c>Monitoring__HeartbeatUrl</c> names. It is a secret, so it appears in no log, trace or message.</summary>
internal sealed class Heartbeat(IHttpClientFactory clients, IConfiguration configuration, TimeProvider time) : IHeartbeat
{
    public const string HttpClientName = "heartbeat";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly Uri? _address = Address(configuration);

    public bool IsAwaited => _address is not null;

    public async Task<string?> SendAsync(CancellationToken cancellationToken)
    {
        using var quiet = SuppressInstrumentationScope.Begin();
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var http = clients.CreateClient(HttpClientName);
            using var answer = await http.GetAsync(_address, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return answer.IsSuccessStatusCode ? null : $"The heartbeat was answered {(int)answer.StatusCode}.";
        }
        catch (HttpRequestException network)
        {
            return $"The heartbeat did not arrive: {network.HttpRequestError}.";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"The heartbeat was not answered within {Patience.TotalSeconds} s.";
        }
    }

    /// <summary>The address, if one is set. Throws <see cref="StartupException"/> for one that cannot be called.</summary>
    public static Uri? Address(IConfiguration configuration)
    {
        var text = configuration["Monitoring:HeartbeatUrl"];
        if (string.IsNullOrWhiteSpace(text))
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme is "http" or "https")
            ? address
            : throw new StartupException("Set Monitoring__HeartbeatUrl to an address that begins with https:// or http://.");
    }
}
