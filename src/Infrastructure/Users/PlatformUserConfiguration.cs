using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TicketPlatform.Domain.Users;

namespace TicketPlatform.Infrastructure.Users;

internal sealed class PlatformUserConfiguration : IEntityTypeConfiguration<PlatformUser>
{
    public void Configure(EntityTypeBuilder<PlatformUser> users)
    {
        users.ToTable("users");
        users.HasKey(user => user.Id);

        users.Property(user => user.Id).HasColumnName("id").ValueGeneratedNever();
        users.Property(user => user.Email).HasColumnName("email").HasColumnType("varchar(255)");
        users.Property(user => user.CreatedAt).HasColumnName("created_at");
        users.Property(user => user.SearchDue).HasColumnName("search_due");
        users.Property(user => user.RereadAt).HasColumnName("reread_at");
        users.Property(user => user.AlertLimit).HasColumnName("alert_limit");
    }
}
