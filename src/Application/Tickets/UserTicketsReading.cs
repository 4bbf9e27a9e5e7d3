using TicketPlatform.Application.Zendesk;
using TicketPlatform.Domain.Tickets;

namespace TicketPlatform.Application.Tickets;

/// <summary>Reads again what a user requested, and what they are shown without having requested it any more.</summary>
internal sealed class UserTicketsReading(ITicketReads zendesk, IUserRereads rereads, IMediator mediator)
{
    /// <summary>The most ids that Zendesk's show_many takes.</summary>
    private const int Batch = 100;

    // Another way in may store the same new ticket at the same time, and a third one the next.
    private const int Tries = 3;

    /// <summary>
    /// Answers the instant (Zendesk's clock) up to which the mirror now shows all of the user's tickets as they were; null where
    /// something is left that only the export can settle.
    /// </summary>
    public async Task<DateTimeOffset?> RunAsync(Reread reread, CancellationToken cancellationToken)
    {
        var answered = new Answered();
        foreach (var requester in reread.Requesters)
            await ReadRequestedAsync(requester, answered, cancellationToken);
        foreach (var ids in (await rereads.OthersShownAsync(reread.UserId, answered.Tickets, cancellationToken)).Chunk(Batch))
        {
            await ApplyAsync(await zendesk.ShowManyAsync(ids, RequestLane.ReadThrough, cancellationToken), answered, cancellationToken);
            answered.IsWhole &= ids.All(answered.Tickets.Contains); // a deleted ticket is shown until the export names it
        }
        return answered.IsWhole ? answered.AskedAt : null;
    }

    private async Task ReadRequestedAsync(long requester, Answered answered, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var page in zendesk.RequestedByAsync(requester, RequestLane.ReadThrough, cancellationToken))
            {
                answered.AskedAt = answered.AskedAt < page.AskedAt ? answered.AskedAt : page.AskedAt;
                await ApplyAsync(page.Tickets, answered, cancellationToken);
            }
        }
        catch (ZendeskException gone) when (gone.Fault == ZendeskFault.NotFound)
        {
            answered.IsWhole = false; // merged away: whose the tickets are now, the user export will tell
        }
    }

    private async Task ApplyAsync(IReadOnlyList<TicketObservation> seen, Answered answered, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var applied = await mediator.Send(new ApplyTicketObservations(seen), cancellationToken);
                answered.IsWhole &= applied.Uncovered == 0;
                answered.Tickets.UnionWith(seen.Select(ticket => ticket.TicketId));
                return;
            }
            catch (TicketStoreConflictException) when (attempt < Tries)
            {
                // Safe to repeat, and now the ticket is known.
            }
        }
    }

    /// <summary>What Zendesk has answered so far.</summary>
    private sealed class Answered
    {
        public HashSet<long> Tickets { get; } = [];

        /// <summary>When it was first asked.</summary>
        public DateTimeOffset? AskedAt { get; set; }

        /// <summary>Whether the mirror shows all of it.</summary>
        public bool IsWhole { get; set; } = true;
    }
}
