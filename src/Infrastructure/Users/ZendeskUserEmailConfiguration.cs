using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TicketPlatform.Domain.Users;

namespace TicketPlatform.Infrastructure.Users;

internal sealed class ZendeskUserEmailConfiguration : IEntityTypeConfiguration<ZendeskUserEmail>
{
    public void Configure(EntityTypeBuilder<ZendeskUserEmail> emails)
    {
        emails.ToTable("zendesk_user_emails");
        emails.HasKey(email => new { email.ZendeskUserId, email.Email });

        emails.Property(email => email.ZendeskUserId).HasColumnName("zendesk_user_id").ValueGeneratedNever();
        emails.Property(email => email.Email).HasColumnName("email");
        emails.Property(email => email.IsPrimary).HasColumnName("is_primary");
        emails.Property(email => email.IsVerified).HasColumnName("is_verified");
    }
}
