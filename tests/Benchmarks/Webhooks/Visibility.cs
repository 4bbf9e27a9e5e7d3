using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using TicketPlatform.Benchmarks.Load;
using TicketPlatform.Dev;

namespace TicketPlatform.Benchmarks.Webhooks;

/// <summary>How long events took from the start of their delivery until REST showed them.</summary>
/// <param name="Latencies">Of all events.</param>
/// <param name="Reads">How often REST was asked meanwhile.</param>
internal sealed record VisibilityOutcome(LatencyHistogram Latencies, long Reads);

/// <summary>
/// Sends events at a steady pace, whatever becomes of them, and asks for the list of each one's requester until it shows the event.
/// </summary>
internal sealed class Visibility(Uri product, EventBook events, string supportToken) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenReads = TimeSpan.FromMilliseconds(10);

    private readonly HttpClient _http = new() { BaseAddress = product };
    private readonly Lock _gate = new();
    private readonly LatencyHistogram _latencies = new();
    private long _reads;

    public async Task<VisibilityOutcome> RunAsync(int rate, TimeSpan duration, CancellationToken cancellationToken)
    {
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", supportToken);
        var total = (int)(rate * duration.TotalSeconds);
        var started = Stopwatch.GetTimestamp();
        var running = new List<Task>(total);
        for (var i = 0; i < total; i++)
        {
            var wait = TimeSpan.FromSeconds((double)i / rate) - Stopwatch.GetElapsedTime(started);
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, cancellationToken);
            var number = i;
            running.Add(Task.Run(() => FollowAsync(number, cancellationToken), cancellationToken));
        }
        await Task.WhenAll(running);
        return new(_latencies, _reads);
    }

    public void Dispose() => _http.Dispose();

    private async Task FollowAsync(int number, CancellationToken cancellationToken)
    {
        var ticket = events.Tickets[number % events.Tickets.Count];
        var mark = Encoding.UTF8.GetBytes($"event {number} of this run");
        var started = Stopwatch.GetTimestamp();
        await DeliverAsync(ticket, Encoding.UTF8.GetString(mark), cancellationToken);
        while (!await ShowsAsync(ticket, mark, cancellationToken))
        {
            if (Stopwatch.GetElapsedTime(started) > Patience)
                throw new CommandFailedException(
                    $"event {number} about ticket {ticket.Id} is not visible after {Patience.TotalSeconds:0} s"
                );
            await Task.Delay(BetweenReads, cancellationToken);
        }
        lock (_gate)
            _latencies.Record(Stopwatch.GetElapsedTime(started));
    }

    private async Task DeliverAsync(EventTicket ticket, string subject, CancellationToken cancellationToken)
    {
        using var request = EventDelivery.Message(EventBook.Request(ticket, subject));
        using var response = await _http.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
            throw new CommandFailedException($"a delivery was answered {(int)response.StatusCode}");
    }

    private async Task<bool> ShowsAsync(EventTicket ticket, byte[] mark, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reads);
        var list = await _http.GetByteArrayAsync(
            new Uri($"/api/tickets/user/{ticket.Owner}?limit=100", UriKind.Relative),
            cancellationToken
        );
        return list.AsSpan().IndexOf(mark) >= 0;
    }
}
