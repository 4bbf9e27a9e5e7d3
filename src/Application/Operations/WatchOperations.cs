using System.Text.Json;
using TicketPlatform.Application.Jobs;
using TicketPlatform.Application.Notifications;
using TicketPlatform.Application.Persistence;
using TicketPlatform.Domain.Notifications;

namespace TicketPlatform.Application.Operations;

/// <summary>Tells people what is wrong with the operation, each incident once.</summary>
public sealed record WatchOperations : IRequest<SliceOutcome>;

internal sealed class WatchOperationsHandler(
    OperationalConditions conditions,
    IIncidents incidents,
    INotificationQueue queue,
    ITicketPlatformDb db,
    TimeProvider time
) : IRequestHandler<WatchOperations, SliceOutcome>
{
    public async Task<SliceOutcome> Handle(WatchOperations job, CancellationToken cancellationToken)
    {
        var present = await conditions.ReadAsync(cancellationToken);
        var now = time.GetUtcNow();
        return await db.InTransactionAsync(
            async token =>
            {
                var known = await incidents.NoteAsync(present, now, token);
                var told = known.Where(incident => now - incident.Since >= incident.Condition.Patience).ToList();
                await queue.AddAsync(told.ConvertAll(Message), token);
                return new SliceOutcome(known.Count);
            },
            cancellationToken
        );
    }

    // The beginning is part of the key: told at every look, delivered once, and again when it comes back.
    private static Notification Message(Incident incident)
    {
        var condition = incident.Condition;
        return new Notification(
            $"{condition.Kind}:{condition.Subject}:{incident.Since.UtcDateTime:yyyyMMddTHHmmssZ}",
            condition.Kind,
            condition.Severity,
            incident.Since,
            condition.Title,
            condition.Body,
            JsonSerializer.Serialize(new { subject = condition.Subject, since = incident.Since.UtcDateTime })
        );
    }
}
