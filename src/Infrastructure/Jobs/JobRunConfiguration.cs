using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace TicketPlatform.Infrastructure.Jobs;

internal sealed class JobRunConfiguration : IEntityTypeConfiguration<JobRun>
{
    public void Configure(EntityTypeBuilder<JobRun> runs)
    {
        runs.ToTable("job_runs");
        runs.HasKey(run => run.Id);

        runs.Property(run => run.Id).HasColumnName("id").ValueGeneratedNever();
        runs.Property(run => run.Job).HasColumnName("job");
        runs.Property(run => run.Node).HasColumnName("node");
        runs.Property(run => run.StartedAt).HasColumnName("started_at");
        runs.Property(run => run.FinishedAt).HasColumnName("finished_at");
        runs.Property(run => run.Outcome).HasColumnName("outcome");
        runs.Property(run => run.Error).HasColumnName("error");
        runs.Property(run => run.Rows).HasColumnName("rows");
    }
}
