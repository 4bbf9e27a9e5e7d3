namespace TicketPlatform.Application.Webhooks;

/// <summary>Has the dead letters applied again, the oldest 10,000 at a time.</summary>
public sealed record ReplayDeadLetters : IRequest<DeadLettersReplayed>;

/// <param name="Replayed">How many wait to be applied again; 10,000 when there may be more.</param>
public sealed record DeadLettersReplayed(int Replayed);

internal sealed class ReplayDeadLettersHandler(IDeadLetters letters, InboxWork work, TimeProvider time)
    : IRequestHandler<ReplayDeadLetters, DeadLettersReplayed>
{
    private const int Most = 10_000;

    public async Task<DeadLettersReplayed> Handle(ReplayDeadLetters command, CancellationToken cancellationToken)
    {
        var replayed = await letters.ReplayAllAsync(time.GetUtcNow(), Most, cancellationToken);
        if (replayed > 0)
            work.HasArrived();
        return new DeadLettersReplayed(replayed);
    }
}
