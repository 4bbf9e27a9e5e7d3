using Microsoft.Extensions.Hosting;
using Quartz;

namespace TicketPlatform.Infrastructure.Jobs;

/// <summary>What Quartz fires: one slice of the job that the key names. A slice that leaves work behind asks for the next one.</summary>
[DisallowConcurrentExecution]
internal sealed class ScheduledJob(JobRunner runner, IHostApplicationLifetime host) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var job = JobCatalogue.All.Single(job => job.Name == context.JobDetail.Key.Name);
        var outcome = await runner.RunAsync(job, cancellationToken);
        if (outcome.MoreIsWaiting && !host.ApplicationStopping.IsCancellationRequested)
            await context.Scheduler.TriggerJob(context.JobDetail.Key, cancellationToken);
    }
}
