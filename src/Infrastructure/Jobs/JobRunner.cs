using System.Diagnostics;
using MediatR;
using TicketPlatform.Application.Jobs;
using TicketPlatform.Application.Telemetry;
using TicketPlatform.Infrastructure.Persistence;

namespace TicketPlatform.Infrastructure.Jobs;

/// <summary>Runs one slice of a job within five seconds and records the run.</summary>
internal sealed class JobRunner(IServiceScopeFactory scopes, RunningNode node, OperationsMetrics metrics, TimeProvider time)
{
    public async Task<SliceOutcome> RunAsync(Job job, CancellationToken stopping)
    {
        using var traced = TracedWork.Slice(job.Name);
        var startedAt = time.GetUtcNow();
        try
        {
            var outcome = await RunSliceAsync(job, stopping);
            await RecordAsync(job, traced, startedAt, outcome.Problem is null ? "done" : "problem", outcome.Problem, outcome.Rows);
            return outcome;
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            var cutOff = $"Cut off after {SliceBudget.Limit.TotalSeconds} s; what was not committed is done again.";
            await RecordAsync(job, traced, startedAt, "cutOff", cutOff, rows: 0);
            return new SliceOutcome(0, Problem: cutOff);
        }
        catch (Exception exception)
        {
            await RecordAsync(job, traced, startedAt, "failed", $"{exception.GetType().Name}: {exception.Message}", rows: 0);
            throw;
        }
    }

    private async Task<SliceOutcome> RunSliceAsync(Job job, CancellationToken stopping)
    {
        using var limit = new CancellationTokenSource(SliceBudget.Limit, time);
        using var slice = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
        await using var scope = scopes.CreateAsyncScope();
        var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
        return await mediator.Send(job.Command(new SliceBudget(time)), slice.Token);
    }

    // Recorded even when the slice was cut off, so its token does not apply.
    private async Task RecordAsync(Job job, Activity? traced, DateTimeOffset startedAt, string outcome, string? error, int rows)
    {
        var endedAt = time.GetUtcNow();
        metrics.JobEnded(job.Name, outcome, endedAt - startedAt);
        traced.Ended(outcome, rows, error);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TicketPlatformDbContext>();
        db.JobRuns.Add(new JobRun(Guid.CreateVersion7(startedAt), job.Name, node.Name, startedAt, endedAt, outcome, error, rows));
        await db.SaveChangesAsync(CancellationToken.None);
    }
}
