namespace TicketPlatform.Application.Statistics;

/// <summary>What was found on the chains of pages that were looked through.</summary>
public interface IStreamProofs
{
    /// <summary>Looks through the pages that came since the last time.</summary>
    Task ExtendAsync(CancellationToken cancellationToken);

    /// <summary>The runs in which a page was found that does not begin where the one before it ended.</summary>
    Task<IReadOnlyList<BrokenChain>> BrokenAsync(CancellationToken cancellationToken);
}

/// <summary>A run whose chain of pages is broken.</summary>
/// <param name="Stream">Its name.</param>
/// <param name="Run">The run.</param>
/// <param name="Pages">How many pages follow from each other, from the first on.</param>
/// <param name="Cursor">Where the last of these ended; null where there is none.</param>
public sealed record BrokenChain(string Stream, Guid Run, long Pages, string? Cursor);
