using TicketPlatform.Application.Synchronization;
using TicketPlatform.Domain.Synchronization;

namespace TicketPlatform.Application.Statistics;

/// <summary>Stores the facts of a page, each once, however often Zendesk repeats it.</summary>
internal sealed class EventPageStore(ITicketFacts facts, ILateRows late)
{
    public Task StoreAsync(TicketEventPage page, CancellationToken cancellationToken) => facts.AddAsync(page.Facts, cancellationToken);

    /// <summary>Stores a page of an overlap pass, and counts its news that the followed export should have brought.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="page">Its page.</param>
    /// <param name="watermark">Everything that Zendesk recorded before this instant was stored when the page was asked for.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task StoreRepeatedAsync(
        SyncStream pass,
        TicketEventPage page,
        DateTimeOffset? watermark,
        CancellationToken cancellationToken
    )
    {
        var expected = page.Facts.ToLookup(fact => fact.At < watermark);
        await facts.AddAsync([.. expected[false]], cancellationToken);
        var cameLate = await facts.AddAsync([.. expected[true]], cancellationToken);
        if (cameLate > 0)
            await late.AddAsync(pass.Run, pass.Name, cameLate, cancellationToken);
    }
}
