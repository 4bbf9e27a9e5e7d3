namespace TicketPlatform.Application.Operations;

/// <summary>What this process has been asked over HTTP since it started.</summary>
public sealed class ServedRequests
{
    private const int FirstFailure = 500;

    private long _begun;
    private long _completed;
    private long _failed;

    public RequestsStatus Status
    {
        get
        {
            var (completed, failed) = (Volatile.Read(ref _completed), Volatile.Read(ref _failed));
            return new RequestsStatus(Math.Max(0, Volatile.Read(ref _begun) - completed), completed, failed);
        }
    }

    public void Begin() => Interlocked.Increment(ref _begun);

    /// <summary>One ended, with this status.</summary>
    public void End(int status)
    {
        if (status >= FirstFailure)
            Interlocked.Increment(ref _failed);
        Interlocked.Increment(ref _completed);
    }
}

/// <param name="InFlight">Requests being answered now, this one and open streams among them.</param>
/// <param name="Completed">Requests answered since the start.</param>
/// <param name="Failed">Those of them that were answered with a status of 500 or above.</param>
public sealed record RequestsStatus(long InFlight, long Completed, long Failed);
