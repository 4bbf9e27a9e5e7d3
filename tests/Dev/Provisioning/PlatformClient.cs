using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace TicketPlatform.Dev.Provisioning;

/// <summary>The product's own REST interface, used as a customer would.</summary>
internal sealed class PlatformClient(HttpClient api)
{
    private static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(1);

    private sealed record TicketsPage(Summary Summary);

    private sealed record Summary(int Open);

    /// <summary>How many open tickets the user has.</summary>
    public async Task<int> OpenTicketsAsync(Guid userId, string token, CancellationToken cancellationToken) =>
        (await ReadAsync<TicketsPage>($"/api/tickets/user/{userId}?limit=1", token, cancellationToken)).Summary.Open;

    // The product limits each caller's rate, and says how long to wait.
    private async Task<T> ReadAsync<T>(string path, string token, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var response = await api.SendAsync(request, cancellationToken);
            if (response.IsSuccessStatusCode)
                return (await response.Content.ReadFromJsonAsync<T>(JsonSerializerOptions.Web, cancellationToken))!;
            if (response.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable))
                throw await RefusedAsync(request, response, cancellationToken);
            await Task.Delay(response.Headers.RetryAfter?.Delta ?? DefaultWait, cancellationToken);
        }
    }

    private static async Task<CommandFailedException> RefusedAsync(
        HttpRequestMessage request,
        HttpResponseMessage response,
        CancellationToken cancellationToken
    ) =>
        new(
            $"{request.Method} {request.RequestUri} answered {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(cancellationToken)}"
        );
}
