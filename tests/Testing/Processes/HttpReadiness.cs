namespace TicketPlatform.Testing;

/// <summary>Waits for a server that is starting.</summary>
internal static class HttpReadiness
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>True on the first success status; false once <paramref name="ended"/> says there is nobody to wait for.</summary>
    public static async Task<bool> WaitAsync(Uri address, Func<bool> ended, CancellationToken cancellationToken)
    {
        while (!ended())
        {
            if (await AnswersAsync(address, cancellationToken))
                return true;
            await Task.Delay(Pause, cancellationToken);
        }
        return false;
    }

    private static async Task<bool> AnswersAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await Http.GetAsync(address, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
