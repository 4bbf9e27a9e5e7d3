using TicketPlatform.Application.Notifications;
using TicketPlatform.Infrastructure.Persistence;

namespace TicketPlatform.Infrastructure.Notifications;

internal sealed class NotificationErasure(TicketPlatformDbContext db) : INotificationErasure
{
    private const string Erase = """
        update notifications set title = 'About a person who was erased', body = '', data = '{}' where data ->> 'userId' = $1
        """;

    public async Task EraseAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var command = db.Command(Erase, userId.ToString());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
