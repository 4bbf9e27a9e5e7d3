using System.Net.Http.Headers;
using System.Text.Json;
using TicketPlatform.Benchmarks.Load;
using TicketPlatform.Dev;

namespace TicketPlatform.Benchmarks.Read;

/// <summary>Proves before the measurement that product and floors answer the same user and tickets, field by field.</summary>
internal static class SameAnswers
{
    private const int Sample = 50;

    public static async Task RequireAsync(ReadTargets targets, RequestBook requests, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        var tickets = 0;
        for (var i = 0; i < Math.Min(Sample, requests.Users.Count); i++)
        {
            var user = i * (requests.Users.Count / Math.Min(Sample, requests.Users.Count));
            var product = await AskAsync(http, targets.Product.Address, requests, user, cancellationToken);
            tickets += product.GetProperty("tickets").GetArrayLength();
            foreach (var floor in targets.All.Skip(1))
                RequireSame(
                    product,
                    await AskAsync(http, floor.Address, requests, user, cancellationToken),
                    floor.Name,
                    requests.Users[user]
                );
        }
        if (tickets == 0)
            throw new CommandFailedException("no user of the sample has a ticket; ask for more --tickets");
    }

    private static void RequireSame(JsonElement product, JsonElement floor, string name, Guid user)
    {
        foreach (var part in (string[])["user", "tickets"])
        {
            if (!JsonElement.DeepEquals(product.GetProperty(part), floor.GetProperty(part)))
                throw new CommandFailedException(
                    $"product and {name} differ in the {part} of {user}: {product.GetProperty(part)} and {floor.GetProperty(part)}"
                );
        }
    }

    private static async Task<JsonElement> AskAsync(
        HttpClient http,
        Uri target,
        RequestBook requests,
        int user,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(target, $"/api/tickets/user/{requests.Users[user]}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", requests.Token(user));
        using var response = await http.SendAsync(request, cancellationToken);
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        if (!response.IsSuccessStatusCode)
            throw new CommandFailedException($"{request.RequestUri} answers {(int)response.StatusCode}: {body}");
        return JsonElement.Parse(body);
    }
}
