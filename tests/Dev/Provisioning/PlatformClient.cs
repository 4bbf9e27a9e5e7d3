using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using TicketPlatform.Dev.Run;

namespace TicketPlatform.Dev.Provisioning;

/// <summary>The product's own REST interface, used as a customer would.</summary>
internal sealed class PlatformClient(HttpClient api)
{
    private const int PageLimit = 100;
    private static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(1);

    private sealed record UsersPage(PlatformUser[] Users, PageInfo Page);

    private sealed record PageInfo(string? Next);

    private sealed record TicketsPage(Summary Summary);

    private sealed record Summary(int Open);

    /// <summary>Every user the platform has.</summary>
    public async Task<IReadOnlyList<PlatformUser>> UsersAsync(string token, CancellationToken cancellationToken)
    {
        var users = new List<PlatformUser>();
        var cursor = "";
        do
        {
            var page = await ReadAsync<UsersPage>($"/api/users?limit={PageLimit}{cursor}", token, cancellationToken);
            users.AddRange(page.Users);
            cursor = page.Page.Next is { } next ? $"&cursor={Uri.EscapeDataString(next)}" : null;
        } while (cursor is not null);
        return users;
    }

    /// <summary>Creates a user; again is harmless.</summary>
    public async Task PutUserAsync(PlatformUser user, string token, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(
            () => new(HttpMethod.Put, $"/api/users/{user.Id}") { Content = JsonContent.Create(new { email = user.Email }) },
            token,
            cancellationToken
        );
    }

    /// <summary>How many open tickets the user has.</summary>
    public async Task<int> OpenTicketsAsync(Guid userId, string token, CancellationToken cancellationToken) =>
        (await ReadAsync<TicketsPage>($"/api/tickets/user/{userId}?limit=1", token, cancellationToken)).Summary.Open;

    private async Task<T> ReadAsync<T>(string path, string token, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(() => new(HttpMethod.Get, path), token, cancellationToken);
        return (await response.Content.ReadFromJsonAsync<T>(JsonSerializerOptions.Web, cancellationToken))!;
    }

    // The product limits each caller's rate, and says how long to wait.
    private async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> create, string token, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var request = create();
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            var response = await api.SendAsync(request, cancellationToken);
            if (response.IsSuccessStatusCode)
                return response;
            using (response)
            {
                if (response.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable))
                    throw await RefusedAsync(request, response, cancellationToken);
                await Task.Delay(response.Headers.RetryAfter?.Delta ?? DefaultWait, cancellationToken);
            }
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
