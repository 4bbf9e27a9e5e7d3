using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TicketPlatform.Domain.Synchronization;

namespace TicketPlatform.Infrastructure.Synchronization;

internal sealed class SyncStreamConfiguration : IEntityTypeConfiguration<SyncStream>
{
    public void Configure(EntityTypeBuilder<SyncStream> streams)
    {
        streams.ToTable("sync_streams");
        streams.HasKey(stream => stream.Name);

        streams.Property(stream => stream.Name).HasColumnName("name").ValueGeneratedNever();
        streams.Property(stream => stream.State).HasColumnName("state").HasConversion<string>();
        streams.Property(stream => stream.Run).HasColumnName("run");
        streams.Property(stream => stream.Sequence).HasColumnName("seq");
        streams.Property(stream => stream.Cursor).HasColumnName("cursor");
        streams.Property(stream => stream.StartTime).HasColumnName("start_time");
        streams.Property(stream => stream.PageSize).HasColumnName("page_size");
        streams.Property(stream => stream.Watermark).HasColumnName("watermark");
        streams.Property(stream => stream.WalkBeganAt).HasColumnName("walk_began_at");
        streams.Property(stream => stream.DrainedSince).HasColumnName("drained_since");
        streams.Property(stream => stream.BegunAt).HasColumnName("begun_at");
        streams.Property(stream => stream.NewestVersion).HasColumnName("newest_version");
        streams.Property(stream => stream.Rows).HasColumnName("rows");
        streams.Property(stream => stream.CompletedAt).HasColumnName("completed_at");
        streams.Property(stream => stream.LastSucceededAt).HasColumnName("last_succeeded_at");
        streams.Property(stream => stream.Failures).HasColumnName("failures");
        streams.Property(stream => stream.LastError).HasColumnName("last_error");
        streams.Property(stream => stream.MissedAttempts).HasColumnName("missed_attempts");
        streams.Property(stream => stream.RetryAt).HasColumnName("retry_at");
        streams.Property(stream => stream.LeasedUntil).HasColumnName("leased_until");
        streams.Property(stream => stream.Fence).HasColumnName("fence").IsConcurrencyToken();
        streams.Ignore(stream => stream.Position);
    }
}
