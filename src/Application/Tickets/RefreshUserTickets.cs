using Microsoft.Extensions.Logging;
using TicketPlatform.Application.Zendesk;

namespace TicketPlatform.Application.Tickets;

/// <summary>
/// Reads all tickets of a user again in Zendesk, for somebody who waits: within 1.4 seconds, or as far as it comes. Of callers at the
/// same time, on whatever node, one asks and the others wait for what it brings.
/// </summary>
public sealed record RefreshUserTickets(Guid UserId) : IRequest<RefreshOutcome>;

internal sealed partial class RefreshUserTicketsHandler(
    IUserRereads rereads,
    UserTicketsReading reading,
    TimeProvider time,
    ILogger<RefreshUserTicketsHandler> logger
) : IRequestHandler<RefreshUserTickets, RefreshOutcome>
{
    // A little less than callers wait, so that what came of it can still be noted and told.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1.4);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public async Task<RefreshOutcome> Handle(RefreshUserTickets command, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            var turn = await TurnAsync(command.UserId, either.Token);
            if (turn?.Mine is not { } reread)
                return turn?.Ended ?? RefreshOutcome.Done; // a user removed meanwhile has nothing left to read
            var outcome = await ReadAsync(reread, either.Token);
            // Noted even when time ran out, so the limit does not apply.
            await rereads.EndAsync(reread, outcome, cancellationToken);
            return outcome;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return RefreshOutcome.TimedOut;
        }
    }

    /// <summary>Waits while somebody else reads the user's tickets.</summary>
    private async Task<RereadTurn?> TurnAsync(Guid userId, CancellationToken cancellationToken)
    {
        var turn = await rereads.BeginAsync(userId, cancellationToken);
        if (turn is { Ended: RefreshOutcome.Done })
            return turn with { Ended = RefreshOutcome.Fresh }; // it ended before this wish came
        while (turn is { Mine: null, Ended: null })
        {
            await Task.Delay(Pause, time, cancellationToken);
            turn = await rereads.BeginAsync(userId, cancellationToken);
        }
        return turn;
    }

    private async Task<RefreshOutcome> ReadAsync(Reread reread, CancellationToken cancellationToken)
    {
        try
        {
            if (reread.Requesters.Count == 0)
                return await rereads.SearchAgainAsync(reread.UserId, cancellationToken) ? RefreshOutcome.Done : RefreshOutcome.RateLimited;
            if (await reading.RunAsync(reread, cancellationToken) is { } asOf)
                await rereads.ProveAsync(reread, asOf, cancellationToken);
            return RefreshOutcome.Done;
        }
        catch (ZendeskException exception)
        {
            EndedEarly(reread.UserId, exception.Fault, exception.Status, exception.RequestId, exception.Message);
            return exception.Fault == ZendeskFault.RateLimited ? RefreshOutcome.RateLimited : RefreshOutcome.Failed;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return RefreshOutcome.TimedOut;
        }
    }

    [LoggerMessage(
        LogLevel.Information,
        "Reading the tickets of user {UserId} again ended early: {Fault}, status {Status}, request {RequestId}: {Reason}"
    )]
    private partial void EndedEarly(Guid userId, ZendeskFault fault, int? status, string? requestId, string reason);
}
