using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TicketPlatform.Domain.Users;

namespace TicketPlatform.Infrastructure.Users;

internal sealed class ZendeskUserConfiguration : IEntityTypeConfiguration<ZendeskUser>
{
    public void Configure(EntityTypeBuilder<ZendeskUser> users)
    {
        users.ToTable("zendesk_users");
        users.HasKey(user => user.Id);

        users.Property(user => user.Id).HasColumnName("id").ValueGeneratedNever();
        users.Property(user => user.Name).HasColumnName("name");
        users.Property(user => user.Role).HasColumnName("role");
        users.Property(user => user.IsActive).HasColumnName("is_active");
        users.Property(user => user.UpdatedAt).HasColumnName("updated_at");
        users.Property(user => user.ObservedAt).HasColumnName("observed_at");
        users.Property(user => user.IdentitiesDueAt).HasColumnName("identities_due_at");
        users.Property(user => user.ReadDueAt).HasColumnName("read_due_at");
        users.Property(user => user.ErasedAt).HasColumnName("erased_at");
        users.Property(user => user.UserId).HasColumnName("user_id");

        users.HasMany(user => user.Emails).WithOne().HasForeignKey(email => email.ZendeskUserId);
    }
}
