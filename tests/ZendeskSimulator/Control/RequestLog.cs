using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace TicketPlatform.ZendeskSimulator.Control;

/// <summary>One request as it was asked and answered; status 0 is an aborted connection.</summary>
public sealed record LoggedRequest(DateTimeOffset Time, string Method, string Path, string Query, int Status, string Caller);

/// <summary>The last requests, and counts of all since the start by path (ids taken out) and status.</summary>
internal sealed partial class RequestLog
{
    private const int Kept = 10_000;
    private readonly ConcurrentQueue<LoggedRequest> recent = new();
    private readonly ConcurrentDictionary<(string Path, int Status), int> counts = new();

    public IReadOnlyList<LoggedRequest> Recent => [.. recent];

    public IEnumerable<(string Path, int Status, int Count)> Counts =>
        counts
            .Select(pair => (pair.Key.Path, pair.Key.Status, pair.Value))
            .OrderBy(row => row.Path, StringComparer.Ordinal)
            .ThenBy(row => row.Status);

    public void Add(LoggedRequest request)
    {
        recent.Enqueue(request);
        if (recent.Count > Kept)
            recent.TryDequeue(out _);
        counts.AddOrUpdate(($"{request.Method} {Id().Replace(request.Path, "{id}")}", request.Status), 1, (_, count) => count + 1);
    }

    [GeneratedRegex(@"(?<=/)(\d+|[0-9A-Z]{26})(?=/|$)")]
    private static partial Regex Id();
}

internal sealed class RequestLogging(RequestDelegate next, RequestLog log, SimulatorClock clock)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var time = clock.GetUtcNow();
        var aborted = true;
        try
        {
            await next(context);
            aborted = context.RequestAborted.IsCancellationRequested;
        }
        finally
        {
            var request = context.Request;
            var status = aborted ? 0 : context.Response.StatusCode;
            log.Add(
                new LoggedRequest(
                    time,
                    request.Method,
                    request.Path.ToString(),
                    request.QueryString.ToString(),
                    status,
                    context.Caller?.User.Email ?? "anonymous"
                )
            );
        }
    }
}
