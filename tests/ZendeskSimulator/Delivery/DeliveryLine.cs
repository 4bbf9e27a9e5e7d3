using System.Threading.Channels;

namespace TicketPlatform.ZendeskSimulator.Delivery;

/// <summary>Delivers the invocations of one webhook, many at a time and therefore in no order, until each is settled.</summary>
internal sealed class DeliveryLine
{
    private const int InFlight = 64;

    private readonly Channel<Invocation> ready = Channel.CreateUnbounded<Invocation>();
    private readonly CircuitBreaker breaker = new(TimeProvider.System);
    private readonly Endpoints endpoints;
    private readonly SimulatorClock clock;
    private readonly PendingDeliveries pending;
    private readonly TimeSpan retryPause;
    private readonly CancellationToken stopping;

    public DeliveryLine(
        Endpoints endpoints,
        SimulatorClock clock,
        PendingDeliveries pending,
        TimeSpan retryPause,
        CancellationToken stopping
    )
    {
        (this.endpoints, this.clock, this.pending) = (endpoints, clock, pending);
        (this.retryPause, this.stopping) = (retryPause, stopping);
        for (var i = 0; i < InFlight; i++)
            _ = WorkAsync();
    }

    public DeliveryCounts Counts { get; } = new();

    public InvocationLog Log { get; } = new();

    /// <summary>Takes an invocation, whose first attempt is made after a real delay.</summary>
    public void Accept(Invocation invocation, TimeSpan delay)
    {
        pending.Enter();
        Counts.Accept();
        Enqueue(invocation, delay);
    }

    private void Enqueue(Invocation invocation, TimeSpan delay)
    {
        if (delay <= TimeSpan.Zero)
            ready.Writer.TryWrite(invocation);
        else
            _ = EnqueueLaterAsync(invocation, delay);
    }

    // Not in a worker's time: those who wait must not hold up the others.
    private async Task EnqueueLaterAsync(Invocation invocation, TimeSpan delay)
    {
        await Task.Delay(delay, TimeProvider.System, stopping);
        ready.Writer.TryWrite(invocation);
    }

    private async Task WorkAsync()
    {
        await foreach (var invocation in ready.Reader.ReadAllAsync(stopping))
            await AttemptAsync(invocation);
    }

    private async Task AttemptAsync(Invocation invocation)
    {
        if (breaker.IsOpen)
        {
            Settle(invocation, InvocationStatus.CircuitBroken);
            return;
        }
        var now = clock.GetUtcNow();
        var request = new WebhookRequest(invocation.Webhook, invocation.Id, invocation.Body, now);
        using var message = request.Message;
        var answer = await endpoints.CallAsync(message, now, stopping);
        breaker.Record(failed: !answer.Succeeded);

        var wait = answer.Succeeded ? null : RetryRules.NextWait(answer, invocation.Attempts.Count + 1, retryPause);
        var status =
            answer.Succeeded ? InvocationStatus.Success
            : wait is null ? InvocationStatus.Terminated
            : InvocationStatus.Failed;
        invocation.Add(new Attempt(request.Headers, answer, status, clock.GetUtcNow()));
        if (wait is null)
        {
            Settle(invocation, status);
            return;
        }
        Counts.Retry();
        Enqueue(invocation, wait.Value);
    }

    private void Settle(Invocation invocation, string status)
    {
        invocation.Settle(status, clock.GetUtcNow());
        Log.Add(invocation);
        Counts.Settle(status == InvocationStatus.Success);
        pending.Leave();
    }
}
