using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TicketPlatform.Domain.Synchronization;

namespace TicketPlatform.Infrastructure.Synchronization;

internal sealed class SyncPageConfiguration : IEntityTypeConfiguration<SyncPage>
{
    public void Configure(EntityTypeBuilder<SyncPage> pages)
    {
        pages.ToTable("sync_pages");
        pages.HasKey(page => new { page.Run, page.Sequence });

        pages.Property(page => page.Run).HasColumnName("run").ValueGeneratedNever();
        pages.Property(page => page.Sequence).HasColumnName("seq").ValueGeneratedNever();
        pages.Property(page => page.Stream).HasColumnName("stream");
        pages.Property(page => page.CursorIn).HasColumnName("cursor_in");
        pages.Property(page => page.CursorOut).HasColumnName("cursor_out");
        pages.Property(page => page.StartTime).HasColumnName("start_time");
        pages.Property(page => page.Rows).HasColumnName("rows");
        pages.Property(page => page.EndOfStream).HasColumnName("end_of_stream");
        pages.Property(page => page.Sha256).HasColumnName("sha256");
        pages.Property(page => page.Attempts).HasColumnName("attempts");
        pages.Property(page => page.ZendeskTime).HasColumnName("zendesk_time");
        pages.Property(page => page.StoredAt).HasColumnName("stored_at");
    }
}
