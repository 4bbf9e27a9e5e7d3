using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using TicketPlatform.Application.Persistence;

namespace TicketPlatform.Application.Statistics;

/// <summary>
/// Looks through the chains of pages, and lets a stream whose chain is broken be read again from the last page that is proven: the hours wait for
/// it, and what is read twice is stored once.
/// </summary>
internal sealed partial class StreamChains(ITicketPlatformDb db, IStreamProofs proofs, ILogger<StreamChains> logger)
{
    public async Task ProveAsync(CancellationToken cancellationToken)
    {
        await proofs.ExtendAsync(cancellationToken);
        foreach (var broken in await proofs.BrokenAsync(cancellationToken))
        {
            db.Forget();
            var stream = await db.SyncStreams.SingleAsync(stream => stream.Name == broken.Stream, cancellationToken);
            if (stream.Run != broken.Run)
                continue;
            stream.BeginAgain(
                Guid.NewGuid(),
                broken.Cursor,
                $"The chain of pages of run {broken.Run} is broken after page {broken.Pages}; read again from there."
            );
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                ChainBroken(broken.Stream, broken.Run, broken.Pages);
            }
            catch (DbUpdateConcurrencyException)
            {
                // A slice was about to begin or end; the next time finds the chain as broken as now.
            }
        }
        db.Forget();
    }

    [LoggerMessage(LogLevel.Error, "The chain of pages of {Stream} is broken in run {Run} after page {Pages}; it is read again from there")]
    private partial void ChainBroken(string stream, Guid run, long pages);
}
