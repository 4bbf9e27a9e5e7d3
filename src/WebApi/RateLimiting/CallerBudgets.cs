using System.Collections.Concurrent;

namespace TicketPlatform.WebApi.RateLimiting;

/// <summary>
/// How much each caller has left. The generic cell rate algorithm: per caller one number, the instant at which everything
/// asked so far is paid off, instead of an object per caller and a timer that visits them all. A minute's worth may
/// come at once; after that, requests are paid off evenly.
/// </summary>
internal sealed class CallerBudgets(TimeProvider time, int requestsPerMinute)
{
    private readonly ConcurrentDictionary<Caller, long> _paidOffAt = new();
    private readonly long _cost = TimeSpan.TicksPerMinute / requestsPerMinute;
    private long _sweepAt;

    /// <summary>Takes one request; answers how long to wait where there is nothing left, else null.</summary>
    public TimeSpan? Take(Caller caller)
    {
        var now = time.GetUtcNow().UtcTicks;
        SweepWhenDue(now);
        while (true)
        {
            var known = _paidOffAt.TryGetValue(caller, out var stored);
            var paidOff = Math.Max(now, stored) + _cost;
            if (paidOff - now > TimeSpan.TicksPerMinute)
                return TimeSpan.FromTicks(paidOff - now - TimeSpan.TicksPerMinute);
            if (known ? _paidOffAt.TryUpdate(caller, paidOff, stored) : _paidOffAt.TryAdd(caller, paidOff))
                return null;
        }
    }

    // Who owes nothing is the same as who never came.
    private void SweepWhenDue(long now)
    {
        var due = Volatile.Read(ref _sweepAt);
        if (now < due || Interlocked.CompareExchange(ref _sweepAt, now + TimeSpan.TicksPerMinute, due) != due)
            return;
        foreach (var debt in _paidOffAt)
            if (debt.Value <= now)
                _paidOffAt.TryRemove(debt);
    }
}
