namespace TicketPlatform.Application.Webhooks;

/// <summary>Has one dead letter applied again.</summary>
public sealed record ReplayDeadLetter(string EventId) : IRequest<Result>;

internal sealed class ReplayDeadLetterHandler(IDeadLetters letters, InboxWork work, TimeProvider time)
    : IRequestHandler<ReplayDeadLetter, Result>
{
    public async Task<Result> Handle(ReplayDeadLetter command, CancellationToken cancellationToken)
    {
        var outcome = await letters.ReplayAsync(command.EventId, time.GetUtcNow(), cancellationToken);
        switch (outcome)
        {
            case ReplayOutcome.NotFound:
                return WebhookFailures.MessageNotFound(command.EventId);
            case ReplayOutcome.NotDead:
                return WebhookFailures.NotDead(command.EventId);
            case ReplayOutcome.Erased:
                return WebhookFailures.Erased(command.EventId);
            default:
                work.HasArrived();
                return Result.Success;
        }
    }
}
