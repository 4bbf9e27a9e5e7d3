namespace TicketPlatform.Application.Statistics;

/// <summary>What was found on the chains of pages that were looked through.</summary>
public interface IStreamProofs
{
    /// <summary>Looks through the pages that came since the last time.</summary>
    Task ExtendAsync(CancellationToken cancellationToken);
}
