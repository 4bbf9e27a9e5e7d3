using System.Text.Json;

namespace TicketPlatform.Dev.Run;

/// <summary>Follows the API's readiness until the first synchronisation is complete.</summary>
internal sealed class FirstSynchronization(HttpClient api)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        var shown = "";
        while (true)
        {
            using var response = await api.GetAsync("/health/ready", cancellationToken);
            if (response.IsSuccessStatusCode)
                return;
            var progress = Describe(await response.Content.ReadAsStringAsync(cancellationToken));
            if (progress != shown)
                RunOutput.Progress("Tickets", shown = progress);
            await Task.Delay(Pause, cancellationToken);
        }
    }

    /// <summary>The message in the answer, wherever it stands; the answer itself when it is not JSON or has none.</summary>
    internal static string Describe(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return Messages(json.RootElement).FirstOrDefault() ?? body;
        }
        catch (JsonException)
        {
            return body;
        }
    }

    private static IEnumerable<string> Messages(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element
                .EnumerateObject()
                .SelectMany(property =>
                    property is { Name: "progress" or "message", Value.ValueKind: JsonValueKind.String }
                        ? [property.Value.GetString()!]
                        : Messages(property.Value)
                ),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(Messages),
            _ => [],
        };
}
