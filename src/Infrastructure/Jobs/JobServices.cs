using System.Data.Common;
using Microsoft.Extensions.Configuration;
using Quartz;
using TicketPlatform.Infrastructure.Persistence;

namespace TicketPlatform.Infrastructure.Jobs;

internal static class JobServices
{
    private const string Connections = "TicketPlatform jobs";

    extension(IServiceCollection services)
    {
        /// <summary>Schedules the catalogue on PostgreSQL, shared by all nodes.</summary>
        public IServiceCollection AddScheduledJobs(IConfiguration configuration)
        {
            services.AddKeyedSingleton<DbDataSource>(Connections, (_, _) => DataSource(configuration));
            services.AddQuartz(quartz =>
            {
                quartz.ConfigureScheduler(scheduler => scheduler.InstanceName = "TicketPlatform");
                quartz.UsePersistentStore(store =>
                {
                    store.UsePostgres(database => database.DataSourceServiceKey = Connections);
                    // A node that was killed in the middle of a job is noticed within seconds, and its job runs elsewhere.
                    store.UseClustering(cluster =>
                    {
                        cluster.CheckinInterval = TimeSpan.FromSeconds(2);
                        cluster.CheckinMisfireThreshold = TimeSpan.FromSeconds(4);
                    });
                    store.ProvisionSchema();
                });
            });
            services.AddHostedService<JobTimetable>();
            services.AddQuartzHostedService(hosted => hosted.WaitForJobsToComplete = true);
            return services;
        }
    }

    // What Quartz does to its tables waits for one lock of the cluster anyway: more connections would only wait there.
    private static NpgsqlDataSource DataSource(IConfiguration configuration)
    {
        var settings = new NpgsqlConnectionStringBuilder(DatabaseServices.ConnectionString(configuration))
        {
            ApplicationName = Connections,
        };
        settings.MaxPoolSize = Math.Min(settings.MaxPoolSize, 10);
        // Metrics name the pool by this and not by its connection string.
        return new NpgsqlDataSourceBuilder(settings.ConnectionString) { Name = Connections }.Build();
    }
}
