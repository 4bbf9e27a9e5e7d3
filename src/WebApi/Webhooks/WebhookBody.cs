using Microsoft.AspNetCore.Http.Timeouts;
using TicketPlatform.WebApi.Problems;

namespace TicketPlatform.WebApi.Webhooks;

/// <summary>What a delivery may bring, and how long it may take.</summary>
internal static class WebhookBody
{
    /// <summary>The longest body in bytes: far above any event, whose texts Zendesk cuts.</summary>
    public const int Longest = 4 * StatusProblems.MaximumBody;

    private const int Usual = 4 * 1024;

    // Zendesk repeats a 503 that names a wait, and never a 504.
    public static readonly RequestTimeoutPolicy Patience = new()
    {
        Timeout = TimeSpan.FromSeconds(4),
        TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
        WriteTimeoutResponse = context => StatusProblems.DatabaseAway.ExecuteAsync(context),
    };

    public static bool IsJson(HttpRequest request) =>
        request.ContentType is { } type && type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase);

    /// <summary>The bytes as received: they are what is signed. Throws <see cref="BadHttpRequestException"/> (413) when there are too many.</summary>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream((int)Math.Min(request.ContentLength ?? Usual, Longest));
        await request.Body.CopyToAsync(bytes, cancellationToken);
        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }
}
