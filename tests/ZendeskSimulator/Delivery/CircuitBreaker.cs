namespace TicketPlatform.ZendeskSimulator.Delivery;

/// <summary>
/// Spares an endpoint that fails: opens for five seconds when more than 70 % of the requests of the last five minutes failed, or more
/// than a thousand did, but not below a hundred requests.
/// </summary>
internal sealed class CircuitBreaker(TimeProvider time)
{
    private const int WindowSeconds = 300;
    private const int FewestRequests = 100;
    private const int MostErrors = 1000;
    private const double HighestErrorRate = 0.7;
    private static readonly TimeSpan OpenFor = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private readonly long start = time.GetTimestamp();

    // One place for each second of the window, used again five minutes later.
    private readonly (long Second, int Requests, int Errors)[] seconds = new (long, int, int)[WindowSeconds];
    private TimeSpan openUntil;

    public bool IsOpen
    {
        get
        {
            lock (gate)
                return time.GetElapsedTime(start) < openUntil;
        }
    }

    public void Record(bool failed)
    {
        lock (gate)
        {
            var now = time.GetElapsedTime(start);
            var second = (long)now.TotalSeconds;
            ref var current = ref seconds[second % WindowSeconds];
            if (current.Second != second)
                current = (second, 0, 0);
            current = (second, current.Requests + 1, current.Errors + (failed ? 1 : 0));
            if (failed && Trips(second))
                openUntil = now + OpenFor;
        }
    }

    private bool Trips(long now)
    {
        var (requests, errors) = (0, 0);
        foreach (var counted in seconds)
        {
            if (counted.Second <= now - WindowSeconds)
                continue;
            requests += counted.Requests;
            errors += counted.Errors;
        }
        return requests >= FewestRequests && (errors > MostErrors || errors > HighestErrorRate * requests);
    }
}
