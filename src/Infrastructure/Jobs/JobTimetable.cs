using Microsoft.Extensions.Hosting;
using Quartz;

namespace TicketPlatform.Infrastructure.Jobs;

/// <summary>Brings the stored schedule in line with the catalogue at start; nodes may do so at once.</summary>
internal sealed class JobTimetable(ISchedulerFactory schedulers) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        foreach (var job in JobCatalogue.All)
            await ScheduleAsync(scheduler, job, cancellationToken);
        foreach (var key in await scheduler.GetJobKeys(GroupMatcher<JobKey>.AnyGroup(), cancellationToken))
        {
            if (JobCatalogue.All.All(job => job.Name != key.Name))
                await scheduler.DeleteJob(key, cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static async Task ScheduleAsync(IScheduler scheduler, Job job, CancellationToken cancellationToken)
    {
        var detail = JobBuilder.Create<ScheduledJob>().WithIdentity(job.Name).StoreDurably().Build();
        var trigger = TriggerBuilder
            .Create()
            .WithIdentity(job.Name)
            .ForJob(detail)
            .StartNow()
            .WithSimpleSchedule(schedule => schedule.WithInterval(job.Every).RepeatForever())
            .Build();
        await scheduler.ScheduleJob(detail, [trigger], new ScheduleJobOptions { Replace = true }, cancellationToken);
    }
}
