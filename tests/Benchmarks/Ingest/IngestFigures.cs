using TicketPlatform.Benchmarks.Measuring;

namespace TicketPlatform.Benchmarks.Ingest;

/// <summary>Everything that one backfill showed.</summary>
/// <param name="Users">Platform users, one for each end user of the simulator.</param>
/// <param name="Stored">Tickets in the database at the end; as many as the simulator has.</param>
/// <param name="Owned">Those that belong to a platform user.</param>
/// <param name="Alone">The same export, read by a bare client while the product is not running.</param>
/// <param name="Chain">The product's own page records.</param>
/// <param name="Elapsed">From the product's readiness to the end of the stream.</param>
/// <param name="Product">What the product used from its start to the end of the stream.</param>
/// <param name="SimulatorCpu">Of the simulator meanwhile.</param>
/// <param name="PostgresCpu">Of PostgreSQL meanwhile; null where it cannot be told.</param>
internal sealed record IngestFigures(
    int Users,
    long Stored,
    long Owned,
    ExportWalked Alone,
    PageChain Chain,
    TimeSpan Elapsed,
    ProcessFigures Product,
    TimeSpan SimulatorCpu,
    TimeSpan? PostgresCpu
);
