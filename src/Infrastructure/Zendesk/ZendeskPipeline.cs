using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using TicketPlatform.Application.Zendesk;

namespace TicketPlatform.Infrastructure.Zendesk;

/// <summary>
/// Repeats attempts that failed for a passing reason, and stops asking while nearly everything fails.
/// One for the process, because what it knows of Zendesk's health holds for every client.
/// </summary>
internal sealed class ZendeskPipeline
{
    private readonly ResiliencePipeline _patient;
    private readonly ResiliencePipeline _hurried;

    public ZendeskPipeline(ZendeskPatience patience, TimeProvider time)
    {
        var breaker = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddCircuitBreaker(
                new CircuitBreakerStrategyOptions
                {
                    FailureRatio = 0.9,
                    MinimumThroughput = 20,
                    SamplingDuration = TimeSpan.FromSeconds(30),
                    BreakDuration = TimeSpan.FromSeconds(5),
                    ShouldHandle = static failed => ValueTask.FromResult(IsTrouble(failed.Outcome.Exception)),
                }
            )
            .Build();
        _patient = Repeating(patience, time, breaker);
        _hurried = Repeating(patience.WhileSomebodyWaits, time, breaker);
    }

    /// <summary>Runs attempts until one succeeds or fails for good. Throws <see cref="ZendeskException"/>.</summary>
    public async Task<T> ExecuteAsync<T>(
        RequestLane lane,
        Func<CancellationToken, ValueTask<T>> attempt,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await (lane == RequestLane.ReadThrough ? _hurried : _patient).ExecuteAsync(attempt, cancellationToken);
        }
        catch (BrokenCircuitException open)
        {
            throw new ZendeskException(ZendeskFault.Unavailable, "Zendesk keeps failing; requests are suspended for a moment.", open)
            {
                RetryAfter = open.RetryAfter,
            };
        }
    }

    private static ResiliencePipeline Repeating(ZendeskPatience patience, TimeProvider time, ResiliencePipeline breaker) =>
        new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(
                new RetryStrategyOptions
                {
                    MaxRetryAttempts = patience.Retries,
                    Delay = patience.FirstDelay,
                    MaxDelay = patience.LongestDelay,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    ShouldHandle = failed => ValueTask.FromResult(MayPass(failed.Outcome.Exception, patience.LongestAskedWait)),
                    DelayGenerator = static failed => ValueTask.FromResult(AskedWait(failed.Outcome.Exception)),
                }
            )
            .AddPipeline(breaker)
            .Build();

    // A refusal by our own budget has no status: repeating it within the slice would only spin.
    private static bool MayPass(Exception? exception, TimeSpan longestWait) =>
        exception is ZendeskException failure
        && (IsTrouble(failure) || failure is { Fault: ZendeskFault.RateLimited, Status: not null })
        && (failure.RetryAfter is null || failure.RetryAfter <= longestWait);

    private static bool IsTrouble(Exception? exception) =>
        exception is ZendeskException { Fault: ZendeskFault.Unavailable or ZendeskFault.TimedOut or ZendeskFault.BrokenAnswer };

    // Null falls back to the exponential delay.
    private static TimeSpan? AskedWait(Exception? exception) =>
        exception is ZendeskException { RetryAfter: { } wait } && wait > TimeSpan.Zero ? wait : null;
}
