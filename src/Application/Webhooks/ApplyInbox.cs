using TicketPlatform.Application.Jobs;

namespace TicketPlatform.Application.Webhooks;

/// <summary>
/// Applies what is in the inbox. The worker of the process that received it does so within milliseconds; as a job it finds what a dead
/// process left behind.
/// </summary>
public sealed record ApplyInbox(SliceBudget Budget) : IRequest<SliceOutcome>;

internal sealed class ApplyInboxHandler(InboxBatch batch, InboxHints hints, InboxWork work) : IRequestHandler<ApplyInbox, SliceOutcome>
{
    public async Task<SliceOutcome> Handle(ApplyInbox job, CancellationToken cancellationToken)
    {
        var rows = 0;
        while (job.Budget.Remains)
        {
            await work.GiveWayAsync(cancellationToken);
            var done = await ApplyNextAsync(cancellationToken);
            if (done.NeedsReading)
                work.NeedsReading();
            rows += done.Messages;
            if (done.Hints.Count > 0)
                await hints.FollowAsync(done.Hints, cancellationToken);
            if (done.Messages == 0)
                return new SliceOutcome(rows);
        }
        return new SliceOutcome(rows, MoreIsWaiting: true);
    }

    // A batch that does not end within its slice would be begun and broken off for ever.
    private async Task<InboxBatchOutcome> ApplyNextAsync(CancellationToken cancellationToken)
    {
        var ended = false;
        try
        {
            var outcome = await batch.ApplyNextAsync(work.BatchSize, cancellationToken);
            ended = true;
            return outcome;
        }
        finally
        {
            work.Note(ended);
        }
    }
}
