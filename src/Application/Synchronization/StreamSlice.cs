using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using TicketPlatform.Application.Jobs;
using TicketPlatform.Application.Persistence;
using TicketPlatform.Application.Tickets;
using TicketPlatform.Application.Zendesk;
using TicketPlatform.Domain.Synchronization;

namespace TicketPlatform.Application.Synchronization;

/// <summary>One export stream, as a slice walks it.</summary>
/// <param name="Stream">Its name in <c>sync_streams</c>.</param>
/// <param name="Prepare">Decides, under the lease, whether there is anything to read; may begin a new run.</param>
/// <param name="Fetch">Fetches the page at a position, for a stream in that state.</param>
/// <param name="Receipt">What is known of a page besides its rows.</param>
/// <param name="Apply">Stores the rows of a page, inside the transaction that also moves the cursor of the stream.</param>
internal sealed record StreamWalk<TPage>(
    string Stream,
    Func<SyncStream, bool> Prepare,
    Func<SyncStream, ExportPosition, CancellationToken, Task<TPage>> Fetch,
    Func<TPage, PageReceipt> Receipt,
    Func<SyncStream, TPage, CancellationToken, Task> Apply
);

/// <summary>
/// Walks an export page by page until its end or the end of the slice. The cursor moves in the transaction that
/// stores the rows: a failed page changes nothing, a killed slice costs one page.
/// </summary>
internal sealed partial class StreamSlice(ITicketPlatformDb db, TimeProvider time, ILogger<StreamSlice> logger)
{
    // Longer than a slice can live, so that nobody is robbed; short, so that a killed slice is soon replaced.
    private static readonly TimeSpan LeaseDuration = SliceBudget.Limit * 2;

    /// <summary>Walks an export under its lease.</summary>
    public Task<SliceOutcome> RunAsync<TPage>(StreamWalk<TPage> walk, SliceBudget budget, CancellationToken cancellationToken) =>
        RunAsync(
            walk.Stream,
            async (stream, token) =>
            {
                var rows = stream.Rows;
                var more = walk.Prepare(stream) && await WalkAsync(walk, stream, budget, token);
                return new SliceOutcome((int)(stream.Rows - rows), more);
            },
            cancellationToken
        );

    /// <summary>Does a piece of work under the lease of a stream, and notes on the stream what came of it.</summary>
    public async Task<SliceOutcome> RunAsync(
        string name,
        Func<SyncStream, CancellationToken, Task<SliceOutcome>> work,
        CancellationToken cancellationToken
    )
    {
        if (await LeaseAsync(name, cancellationToken) is not { } stream)
            return SliceOutcome.Nothing;

        SliceOutcome outcome;
        try
        {
            outcome = await work(stream, cancellationToken);
        }
        catch (ZendeskException exception)
        {
            StreamFailed(name, exception.Fault, exception.Status, exception.RequestId, exception.Message);
            StreamFailure.Note(stream, exception, time.GetUtcNow());
            outcome = new SliceOutcome(0, Problem: exception.Message);
        }
        catch (TicketStoreConflictException)
        {
            // Rolled back before the stream moved on, and now the ticket is known: the next slice asks the same question again.
            outcome = new SliceOutcome(0, MoreIsWaiting: true);
        }
        stream.Release();
        db.Forget();
        db.SyncStreams.Update(stream);
        await db.SaveChangesAsync(cancellationToken);
        return outcome;
    }

    /// <summary>Asks Zendesk for as long as the slice can still note that it did not answer.</summary>
    /// <exception cref="ZendeskException">It did not, or it failed.</exception>
    public async Task<TAnswer> AskAsync<TAnswer>(
        SliceBudget budget,
        Func<CancellationToken, Task<TAnswer>> ask,
        CancellationToken cancellationToken
    )
    {
        using var patience = new CancellationTokenSource(budget.LeftToWait, time);
        using var asking = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            return await ask(asking.Token);
        }
        catch (OperationCanceledException exception) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ZendeskException(ZendeskFault.TimedOut, "Zendesk did not answer within the slice.", exception)
            {
                Attempts = exception is ZendeskRequestAbandonedException abandoned ? abandoned.Attempts : [],
            };
        }
    }

    /// <summary>Fetches a page while the one before it is stored. Answers whether the end of the stream is still ahead.</summary>
    private Task<bool> WalkAsync<TPage>(
        StreamWalk<TPage> walk,
        SyncStream stream,
        SliceBudget budget,
        CancellationToken cancellationToken
    ) =>
        AskAsync(
            budget,
            async asking =>
            {
                using var fetching = CancellationTokenSource.CreateLinkedTokenSource(asking);
                var next = walk.Fetch(stream, stream.Position, fetching.Token);
                try
                {
                    while (true)
                    {
                        var page = await next;
                        var receipt = walk.Receipt(page);
                        var goesOn = !receipt.EndOfStream && budget.Remains;
                        if (goesOn)
                            next = walk.Fetch(stream, new ExportPosition(receipt.AfterCursor, stream.StartTime), fetching.Token);
                        try
                        {
                            await StoreAsync(walk, stream, page, receipt, cancellationToken);
                        }
                        catch (TicketStoreConflictException)
                        {
                            stream.Miss(receipt.Attempts);
                            throw;
                        }
                        if (!goesOn)
                            return !receipt.EndOfStream;
                    }
                }
                finally
                {
                    await fetching.CancelAsync();
                    await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
            },
            cancellationToken
        );

    private Task<int> StoreAsync<TPage>(
        StreamWalk<TPage> walk,
        SyncStream stream,
        TPage page,
        PageReceipt receipt,
        CancellationToken cancellationToken
    ) =>
        db.InTransactionAsync(
            async token =>
            {
                await walk.Apply(stream, page, token);
                db.Forget(); // a thousand stored rows need no further tracking
                db.SyncStreams.Update(stream);
                db.SyncPages.Add(stream.Advance(receipt, time.GetUtcNow()));
                return await db.SaveChangesAsync(token);
            },
            cancellationToken
        );

    private async Task<SyncStream?> LeaseAsync(string name, CancellationToken cancellationToken)
    {
        db.Forget();
        var stream = await db.SyncStreams.SingleAsync(stream => stream.Name == name, cancellationToken);
        if (!stream.TryLease(time.GetUtcNow(), LeaseDuration))
            return null;
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return stream;
        }
        catch (DbUpdateConcurrencyException)
        {
            return null; // another node was faster
        }
    }

    [LoggerMessage(LogLevel.Warning, "Stream {Stream} stopped early: {Fault}, status {Status}, request {RequestId}: {Reason}")]
    private partial void StreamFailed(string stream, ZendeskFault fault, int? status, string? requestId, string reason);
}
