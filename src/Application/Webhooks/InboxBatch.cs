using System.Data.Common;
using Microsoft.Extensions.Logging;
using TicketPlatform.Application.Persistence;
using TicketPlatform.Application.Tickets;

namespace TicketPlatform.Application.Webhooks;

/// <param name="Messages">How many were dealt with.</param>
/// <param name="Hints">Messages that only name tickets: Zendesk must be asked.</param>
/// <param name="NeedsReading">Whether tickets or users are due to be read now.</param>
internal sealed record InboxBatchOutcome(int Messages, IReadOnlyList<InboxHint> Hints, bool NeedsReading)
{
    public static readonly InboxBatchOutcome Nothing = new(0, [], NeedsReading: false);
}

/// <summary>A message that only names tickets.</summary>
internal sealed record InboxHint(InboxMessage Message, IReadOnlyList<long> Tickets);

/// <summary>
/// Applies messages many at a time: what they tell and that they are applied is one transaction. If one of them breaks it, they are
/// applied one by one, so that it holds up nobody but itself.
/// </summary>
internal sealed partial class InboxBatch(
    ITicketPlatformDb db,
    IInboxStore store,
    IWebhookReader reader,
    InboxEffects effects,
    TimeProvider time,
    ILogger<InboxBatch> logger
)
{
    /// <summary>How long a hint is left to whoever follows it: longer than that can take.</summary>
    private static readonly TimeSpan HintLease = TimeSpan.FromSeconds(10);

    /// <summary>Applies the next messages that are due, at most so many.</summary>
    public async Task<InboxBatchOutcome> ApplyNextAsync(int most, CancellationToken cancellationToken)
    {
        IReadOnlyList<InboxMessage> taken = [];
        try
        {
            return await InTransactionAsync(
                async token => taken = await store.LockDueAsync(time.GetUtcNow(), most, token),
                cancellationToken
            );
        }
        catch (Exception broken) when (!Passes(broken) && taken.Count > 0)
        {
            return await ApplyOneByOneAsync(taken, cancellationToken);
        }
    }

    private async Task<InboxBatchOutcome> ApplyOneByOneAsync(IReadOnlyList<InboxMessage> taken, CancellationToken cancellationToken)
    {
        var (messages, hints, needsReading) = (0, new List<InboxHint>(), false);
        foreach (var message in taken)
        {
            var done = await ApplyAloneAsync(message, cancellationToken);
            hints.AddRange(done.Hints);
            (messages, needsReading) = (messages + done.Messages, needsReading || done.NeedsReading);
        }
        return new InboxBatchOutcome(messages, hints, needsReading);
    }

    private async Task<InboxBatchOutcome> ApplyAloneAsync(InboxMessage message, CancellationToken cancellationToken)
    {
        try
        {
            return await InTransactionAsync(
                async token => await store.LockAsync(message.EventId, token) is { } mine ? [mine] : [],
                cancellationToken
            );
        }
        catch (Exception broken) when (!Passes(broken))
        {
            var error = $"{broken.GetType().Name}: {broken.Message}";
            var retryAt = RetryLadder.After(message.Attempts + 1) is { } pause ? time.GetUtcNow() + pause : (DateTimeOffset?)null;
            await db.InTransactionAsync(token => FailAsync(message.EventId, error, retryAt, token), cancellationToken);
            MessageFailed(message.EventId, message.Type, message.Attempts + 1, retryAt is null, error);
            return InboxBatchOutcome.Nothing with { Messages = 1 };
        }
    }

    private async Task<InboxBatchOutcome> InTransactionAsync(
        Func<CancellationToken, Task<IReadOnlyList<InboxMessage>>> take,
        CancellationToken cancellationToken
    )
    {
        db.Forget();
        var (outcome, visible) = await db.InTransactionAsync(async token => await ApplyAsync(await take(token), token), cancellationToken);
        effects.Measure(visible);
        return outcome;
    }

    private async Task<(InboxBatchOutcome Outcome, IReadOnlyList<InboxMessage> Visible)> ApplyAsync(
        IReadOnlyList<InboxMessage> messages,
        CancellationToken cancellationToken
    )
    {
        if (messages.Count == 0)
            return (InboxBatchOutcome.Nothing, []);
        var (told, hints, ignored) = await SortAsync(messages, cancellationToken);
        var now = time.GetUtcNow();
        var needsReading = await effects.ApplyAsync([.. told.Select(each => each.News)], cancellationToken);
        if (told.Count > 0)
            await store.SettleAsync([.. told.Select(each => each.Message.EventId)], applied: true, now, cancellationToken);
        if (ignored.Count > 0)
            await store.SettleAsync(ignored, applied: false, now, cancellationToken);
        if (hints.Count > 0)
            await store.PostponeAsync([.. hints.Select(hint => hint.Message.EventId)], now + HintLease, cancellationToken);
        if (told.Select(each => each.News.At).Max() is { } newest)
            await store.HeardAsync(newest, told.Count, now, cancellationToken);
        return (new InboxBatchOutcome(messages.Count, hints, needsReading), [.. told.Select(each => each.Message)]);
    }

    private async Task<(List<(InboxMessage Message, WebhookNews News)> Told, List<InboxHint> Hints, List<string> Ignored)> SortAsync(
        IReadOnlyList<InboxMessage> messages,
        CancellationToken cancellationToken
    )
    {
        var (told, hints, ignored) = (new List<(InboxMessage, WebhookNews)>(messages.Count), new List<InboxHint>(), new List<string>());
        foreach (var message in messages)
        {
            try
            {
                var news = reader.Read(message);
                if (ReferenceEquals(news, WebhookNews.Nothing))
                    ignored.Add(message.EventId);
                else if (news.IsHint)
                    hints.Add(new InboxHint(message, news.Rereads));
                else
                    told.Add((message, news));
            }
            catch (UnreadableWebhookException unreadable)
            {
                await store.FailAsync(message.EventId, unreadable.Message, retryAt: null, cancellationToken);
                MessageFailed(message.EventId, message.Type, message.Attempts + 1, isDead: true, unreadable.Message);
            }
        }
        return (told, hints, ignored);
    }

    private async Task<bool> FailAsync(string eventId, string error, DateTimeOffset? retryAt, CancellationToken cancellationToken)
    {
        await store.FailAsync(eventId, error, retryAt, cancellationToken);
        return true;
    }

    // A database that is away, or a lost race, is not the message's fault: the next slice tries again.
    private static bool Passes(Exception broken)
    {
        for (var cause = broken; cause is not null; cause = cause.InnerException)
            if (
                cause is OperationCanceledException or TimeoutException or TicketStoreConflictException or DbException { IsTransient: true }
            )
                return true;
        return false;
    }

    [LoggerMessage(1, LogLevel.Warning, "Message {EventId} ({Type}) failed, attempt {Attempt}, dead letter: {IsDead}. {Reason}")]
    private partial void MessageFailed(string eventId, string type, int attempt, bool isDead, string reason);
}
