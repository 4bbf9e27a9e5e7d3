using System.Diagnostics;
using TicketPlatform.Dev;

namespace TicketPlatform.Benchmarks.Webhooks;

/// <summary>What became of a burst.</summary>
/// <param name="Accepted">Answered 200, at once or when they were sent again.</param>
/// <param name="Deferred">Answers 503 with a wait, after which the event was sent again.</param>
/// <param name="SentWithin">From the first delivery to the last answer.</param>
/// <param name="AppliedAfter">From the first delivery until every event was visible.</param>
internal sealed record BurstOutcome(int Accepted, int Deferred, TimeSpan SentWithin, TimeSpan AppliedAfter);

/// <summary>Sends many events at once; whatever is asked to come again does so, as Zendesk would.</summary>
internal sealed class Burst(Uri product, EventBook events, WebhookState state) : IDisposable
{
    private const string Subject = "event of the burst";

    private readonly HttpClient _http = new() { BaseAddress = product };
    private int _deferred;

    public async Task<BurstOutcome> RunAsync(int count, TimeSpan within, CancellationToken cancellationToken)
    {
        var chosen = events.Tickets.Take(count).ToList();
        if (chosen.Count < count)
            throw new CommandFailedException(
                $"the account has only {chosen.Count} open tickets that belong to somebody; ask for more --tickets"
            );
        var started = Stopwatch.GetTimestamp();
        var running = new List<Task>(count);
        for (var i = 0; i < count; i++)
        {
            var wait = within * ((double)i / count) - Stopwatch.GetElapsedTime(started);
            if (wait > TimeSpan.FromMilliseconds(1))
                await Task.Delay(wait, cancellationToken);
            var ticket = chosen[i];
            running.Add(Task.Run(() => DeliverAsync(ticket, cancellationToken), cancellationToken));
        }
        await Task.WhenAll(running);
        var sent = Stopwatch.GetElapsedTime(started);
        await state.RestAsync(cancellationToken);
        var applied = Stopwatch.GetElapsedTime(started);
        var visible = await state.WithSubjectAsync(Subject, cancellationToken);
        return visible == count
            ? new(count, _deferred, sent, applied)
            : throw new CommandFailedException($"only {visible} of {count} events of the burst are visible");
    }

    public void Dispose() => _http.Dispose();

    private async Task DeliverAsync(EventTicket ticket, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var request = EventDelivery.Message(EventBook.Request(ticket, Subject));
            using var response = await _http.SendAsync(request, cancellationToken);
            if (response.IsSuccessStatusCode)
                return;
            if ((int)response.StatusCode != 503 || response.Headers.RetryAfter?.Delta is not { } wait)
                throw new CommandFailedException($"a delivery of the burst was answered {(int)response.StatusCode}");
            Interlocked.Increment(ref _deferred);
            await Task.Delay(wait, cancellationToken);
        }
    }
}
