namespace TicketPlatform.Application.Zendesk;

/// <summary>
/// The purpose of a request to Zendesk. All requests of the cluster share one budget per limit; a lower lane leaves
/// a part of it to the ones above.
/// </summary>
public enum RequestLane
{
    /// <summary>Following what just changed.</summary>
    Live = 0,

    /// <summary>Facts for statistics.</summary>
    Statistics = 1,

    /// <summary>Checking what is stored.</summary>
    Reconciliation = 2,

    /// <summary>Filling an empty mirror.</summary>
    Backfill = 3,

    /// <summary>Reading for a person who waits for the answer.</summary>
    ReadThrough = 4,
}
