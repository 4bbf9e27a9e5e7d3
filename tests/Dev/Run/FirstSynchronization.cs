using System.Text.Json;

namespace TicketPlatform.Dev.Run;

/// <summary>Follows the API's readiness until the first synchronisation is complete.</summary>
internal sealed class FirstSynchronization(HttpClient api)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private sealed record Answer(Entry[]? Entries);

    private sealed record Entry(string State, string Message);

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
                RunOutput.Progress("Waiting for", shown = progress);
            await Task.Delay(Pause, cancellationToken);
        }
    }

    /// <summary>What is not healthy yet, and what it says; the answer itself when it is not the product's.</summary>
    internal static string Describe(string body)
    {
        try
        {
            var answer = JsonSerializer.Deserialize<Answer>(body, JsonSerializerOptions.Web);
            var waiting = answer?.Entries?.Where(entry => entry.State != "healthy").Select(entry => entry.Message).Distinct();
            return waiting is null ? body : string.Join("; ", waiting);
        }
        catch (JsonException)
        {
            return body;
        }
    }
}
