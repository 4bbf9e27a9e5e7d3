using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using TicketPlatform.Application.Persistence;
using TicketPlatform.Application.Tickets;
using TicketPlatform.Application.Zendesk;
using TicketPlatform.Domain.Reconciliation;

namespace TicketPlatform.Application.Reconciliation;

/// <summary>
/// Accounts for every ticket id. Zendesk counts them up from 1, so an id that is missing below a stored one was either lost on the way
/// or is nobody's; only Zendesk can tell which.
/// </summary>
internal sealed partial class GapAudit(
    ITicketPlatformDb db,
    ITicketGaps gaps,
    ITicketReads zendesk,
    IMediator mediator,
    TimeProvider time,
    ILogger<GapAudit> logger
)
{
    /// <summary>The most ids that Zendesk's show_many takes.</summary>
    private const int Batch = 100;

    // The answers keep pace with the questions, so that what is unexplained can be counted at any moment.
    private const int MostWaiting = 10_000;

    /// <summary>Begins this night's audit unless it has begun.</summary>
    public async Task BeginIfDueAsync(CancellationToken cancellationToken)
    {
        var last = await db.MirrorAudits.MaxAsync(audit => (DateTimeOffset?)audit.BegunAt, cancellationToken);
        var now = time.GetUtcNow();
        if (!MirrorAudit.IsDue(last, now))
            return;
        // An audit that did not end by now is given up: the new one walks the same way.
        db.MirrorAudits.RemoveRange(await db.MirrorAudits.Where(audit => audit.FinishedAt == null).ToListAsync(cancellationToken));
        db.MirrorAudits.Add(new MirrorAudit(now));
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Asks for ids that are missing, or looks for further ones; answers how many rows it saw to, and 0 when nothing is left.</summary>
    /// <param name="watermark">
    /// Everything that Zendesk recorded before this instant is stored: an id noted before it had every chance to come by the export.
    /// </param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<int> NextAsync(DateTimeOffset watermark, CancellationToken cancellationToken)
    {
        var due = await gaps.DueAsync(watermark, Batch, cancellationToken);
        if (due.Ids.Count > 0)
            await AskAsync(due.Ids, cancellationToken);
        return due.Ids.Count + due.Brought > 0 ? due.Ids.Count + due.Brought : await WalkAsync(cancellationToken);
    }

    private async Task AskAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        var seen = await zendesk.ShowManyAsync(ids, RequestLane.Reconciliation, cancellationToken);
        var recovered = seen.Select(ticket => ticket.TicketId).ToHashSet();
        await db.InTransactionAsync(
            async token =>
            {
                if (seen.Count > 0)
                    await mediator.Send(new ApplyTicketObservations(seen), token);
                await gaps.ExplainAsync(recovered, [.. ids.Where(id => !recovered.Contains(id))], time.GetUtcNow(), token);
                return seen.Count;
            },
            cancellationToken
        );
        foreach (var ticket in recovered)
            Recovered(ticket);
    }

    private async Task<int> WalkAsync(CancellationToken cancellationToken)
    {
        db.Forget();
        var audit = await db
            .MirrorAudits.Where(audit => audit.FinishedAt == null)
            .OrderBy(audit => audit.BegunAt)
            .FirstOrDefaultAsync(cancellationToken);
        if (audit is null || await gaps.CountUnexplainedAsync(MostWaiting, cancellationToken) == MostWaiting)
            return 0;
        return await db.InTransactionAsync(token => WalkAsync(audit, token), cancellationToken);
    }

    private async Task<int> WalkAsync(MirrorAudit audit, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var stretch = await gaps.NoteAsync(audit.Position, now, cancellationToken);
        var rows = stretch.End - audit.Position;
        audit.Advance(stretch);
        // Only when Zendesk has answered for every id is every id accounted for.
        if (stretch.IsLast && await gaps.CountUnexplainedAsync(most: 1, cancellationToken) == 0)
            audit.Finish(await gaps.CountAbsentAsync(cancellationToken), now);
        await db.SaveChangesAsync(cancellationToken);
        return (int)Math.Min(rows, int.MaxValue);
    }

    [LoggerMessage(1, LogLevel.Warning, "Ticket {Ticket} was missing, and Zendesk has it: the export had not brought it")]
    private partial void Recovered(long ticket);
}
