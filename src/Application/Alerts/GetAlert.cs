using TicketPlatform.Application.Notifications;
using TicketPlatform.Domain.Alerts;

namespace TicketPlatform.Application.Alerts;

/// <summary>One alert with everything that happened to it and whom it was told to.</summary>
public sealed record GetAlert(Guid Id) : IRequest<Result<AlertStory>>;

/// <param name="Alert">As it is now.</param>
/// <param name="Timeline">What happened to it, in order.</param>
/// <param name="Messages">What was told of it, and what became of each delivery.</param>
public sealed record AlertStory(AlertView Alert, IReadOnlyList<AlertMoment> Timeline, IReadOnlyList<NotificationView> Messages);

internal sealed class GetAlertHandler(IAlertReader reader, IDeliveryReceipts receipts) : IRequestHandler<GetAlert, Result<AlertStory>>
{
    public async Task<Result<AlertStory>> Handle(GetAlert query, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(query.Id, cancellationToken) is not { } alert)
            return AlertFailures.NotFound(query.Id);
        return new AlertStory(
            alert,
            await reader.TimelineAsync(query.Id, cancellationToken),
            await receipts.ReadAsync(AlertMessages.KeysOf(query.Id), cancellationToken)
        );
    }
}
