using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TicketPlatform.Domain.Reconciliation;

namespace TicketPlatform.Infrastructure.Reconciliation;

internal sealed class MirrorAuditConfiguration : IEntityTypeConfiguration<MirrorAudit>
{
    public void Configure(EntityTypeBuilder<MirrorAudit> audits)
    {
        audits.ToTable("mirror_audits");
        audits.HasKey(audit => audit.BegunAt);

        audits.Property(audit => audit.BegunAt).HasColumnName("begun_at").ValueGeneratedNever();
        audits.Property(audit => audit.FinishedAt).HasColumnName("finished_at");
        // Two slices that walk the same stretch, because one lost its lease, must not both count it.
        audits.Property(audit => audit.Position).HasColumnName("position").IsConcurrencyToken();
        audits.Property(audit => audit.Stored).HasColumnName("stored");
        audits.Property(audit => audit.WithOwner).HasColumnName("with_owner");
        audits.Property(audit => audit.Deleted).HasColumnName("deleted");
        audits.Property(audit => audit.Scrubbed).HasColumnName("scrubbed");
        audits.Property(audit => audit.MergedAway).HasColumnName("merged_away");
        audits.Property(audit => audit.Absent).HasColumnName("absent");
    }
}
