using TicketPlatform.Application.Persistence;
using TicketPlatform.Application.Tickets;
using TicketPlatform.Application.Zendesk;

namespace TicketPlatform.Application.Webhooks;

/// <summary>
/// Follows messages that only name tickets: asks Zendesk how they are. While Zendesk cannot be asked, they stay in the inbox and are
/// followed again.
/// </summary>
internal sealed class InboxHints(
    ITicketPlatformDb db,
    IInboxStore store,
    ITicketReads zendesk,
    IMediator mediator,
    InboxEffects effects,
    TimeProvider time
)
{
    /// <summary>The most ids that Zendesk's show_many takes.</summary>
    private const int Most = 100;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    public async Task FollowAsync(IReadOnlyList<InboxHint> hints, CancellationToken cancellationToken)
    {
        foreach (var part in hints.Chunk(Most))
        {
            try
            {
                await FollowAsync(part, cancellationToken);
            }
            catch (ZendeskException failure)
            {
                // Refused or not, the message is not to blame: the inbox keeps it until Zendesk answers.
                var until = time.GetUtcNow() + (failure.RetryAfter ?? Pause);
                await db.InTransactionAsync(token => PostponeAsync(part, until, token), cancellationToken);
                return;
            }
        }
    }

    private async Task FollowAsync(InboxHint[] part, CancellationToken cancellationToken)
    {
        var seen = new List<Domain.Tickets.TicketObservation>();
        foreach (var ids in part.SelectMany(hint => hint.Tickets).Distinct().Chunk(Most))
            seen.AddRange(await zendesk.ShowManyAsync(ids, RequestLane.Live, cancellationToken));
        await db.InTransactionAsync(
            async token =>
            {
                // A ticket that is missing from the answer is deleted or unknown: the export tells which.
                if (seen.Count > 0)
                    await mediator.Send(new ApplyTicketObservations(seen), token);
                await store.SettleAsync([.. part.Select(hint => hint.Message.EventId)], applied: true, time.GetUtcNow(), token);
                return seen.Count;
            },
            cancellationToken
        );
        effects.Measure([.. part.Select(hint => hint.Message)]);
    }

    private async Task<int> PostponeAsync(InboxHint[] part, DateTimeOffset until, CancellationToken cancellationToken)
    {
        await store.PostponeAsync([.. part.Select(hint => hint.Message.EventId)], until, cancellationToken);
        return part.Length;
    }
}
