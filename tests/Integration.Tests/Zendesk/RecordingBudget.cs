using TicketPlatform.Application.Zendesk;
using TicketPlatform.Infrastructure.Zendesk;

namespace TicketPlatform.Integration.Tests.Zendesk;

/// <summary>Grants everything, except the waits it was told to give first, and notes what was taken and blocked.</summary>
internal sealed class RecordingBudget(params TimeSpan[] waits) : IRequestBudget
{
    private readonly Queue<TimeSpan> _waits = new(waits);

    public List<(RequestBucket Bucket, RequestLane Lane)> Taken { get; } = [];

    public List<(RequestBucket Bucket, TimeSpan Wait)> Blocked { get; } = [];

    public Task<TimeSpan?> TakeAsync(RequestBucket bucket, RequestLane lane, CancellationToken cancellationToken)
    {
        lock (_waits)
        {
            if (_waits.TryDequeue(out var wait))
                return Task.FromResult<TimeSpan?>(wait);
            Taken.Add((bucket, lane));
            return Task.FromResult<TimeSpan?>(null);
        }
    }

    public Task BlockAsync(RequestBucket bucket, TimeSpan wait, CancellationToken cancellationToken)
    {
        lock (_waits)
            Blocked.Add((bucket, wait));
        return Task.CompletedTask;
    }
}
