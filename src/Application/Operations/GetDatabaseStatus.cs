namespace TicketPlatform.Application.Operations;

/// <summary>Where the time of the database goes, for whoever finds it slow.</summary>
public sealed record GetDatabaseStatus : IRequest<DatabaseStatus>;

/// <summary>What the database tells of itself.</summary>
public interface IDatabaseFigures
{
    Task<DatabaseStatus> ReadAsync(CancellationToken cancellationToken);
}

/// <param name="Version">Of PostgreSQL.</param>
/// <param name="SizeBytes">Of this database.</param>
/// <param name="CacheHitRate">Part of the pages read that were in PostgreSQL's own cache, from 0 to 1; null before anything was read.</param>
/// <param name="Connections">Who is connected to it.</param>
/// <param name="Statements">Where statements spend their time.</param>
/// <param name="Tables">The largest tables, by size.</param>
/// <param name="Indexes">The largest indexes, by size, and how much they are used.</param>
/// <param name="Waiting">Who waits for a lock, the longest first.</param>
/// <param name="LongestTransactionSeconds">How long the oldest open transaction has been; null where there is none.</param>
public sealed record DatabaseStatus(
    string Version,
    long SizeBytes,
    double? CacheHitRate,
    ConnectionsStatus Connections,
    StatementsStatus Statements,
    IReadOnlyList<TableStatus> Tables,
    IReadOnlyList<IndexStatus> Indexes,
    IReadOnlyList<WaitingStatus> Waiting,
    double? LongestTransactionSeconds
);

/// <param name="Maximum">As many as the server allows.</param>
/// <param name="Total">To this database.</param>
/// <param name="Active">Those that run a statement.</param>
/// <param name="IdleInTransaction">Those that hold a transaction open and do nothing.</param>
/// <param name="WaitingForLock">Those that wait for a lock.</param>
/// <param name="ByApplication">How many each application name has.</param>
public sealed record ConnectionsStatus(
    int Maximum,
    int Total,
    int Active,
    int IdleInTransaction,
    int WaitingForLock,
    IReadOnlyDictionary<string, int> ByApplication
);

/// <param name="Available">Whether pg_stat_statements is installed.</param>
/// <param name="HowToInstall">What to do where it is not.</param>
/// <param name="Slowest">The statements that took most time altogether.</param>
public sealed record StatementsStatus(bool Available, string? HowToInstall, IReadOnlyList<StatementStatus> Slowest);

/// <param name="Statement">Its text, without its values.</param>
/// <param name="Calls">How often it ran.</param>
/// <param name="TotalMs">How long altogether.</param>
/// <param name="MeanMs">How long each time.</param>
/// <param name="MaximumMs">The longest time.</param>
/// <param name="RowsPerCall">Rows that it answered or changed.</param>
/// <param name="BuffersPerCall">Pages that it looked at, cached or not.</param>
public sealed record StatementStatus(
    string Statement,
    long Calls,
    double TotalMs,
    double MeanMs,
    double MaximumMs,
    double RowsPerCall,
    double BuffersPerCall
);

/// <param name="Table">Its name.</param>
/// <param name="SizeBytes">With its indexes, when it was last vacuumed or analyzed.</param>
/// <param name="LiveRows">An estimate.</param>
/// <param name="DeadRows">Versions of rows that nobody sees any more and that vacuum has not removed.</param>
/// <param name="SequentialScans">How often it was read from end to end.</param>
/// <param name="IndexScans">How often by an index.</param>
/// <param name="LastVacuumAt">UTC; null where never.</param>
/// <param name="LastAnalyzeAt">UTC; null where never.</param>
public sealed record TableStatus(
    string Table,
    long SizeBytes,
    long LiveRows,
    long DeadRows,
    long SequentialScans,
    long IndexScans,
    DateTimeOffset? LastVacuumAt,
    DateTimeOffset? LastAnalyzeAt
);

/// <param name="Index">Its name.</param>
/// <param name="Table">Of its table.</param>
/// <param name="SizeBytes">When its table was last vacuumed or analyzed.</param>
/// <param name="Scans">How often it was used since the statistics were reset.</param>
public sealed record IndexStatus(string Index, string Table, long SizeBytes, long Scans);

/// <param name="Process">The server process that waits.</param>
/// <param name="WaitingSeconds">For how long its statement has run.</param>
/// <param name="Statement">What it waits to do, without values where the driver sends them apart.</param>
/// <param name="BlockedBy">The server processes that hold what it waits for.</param>
/// <param name="BlockingStatement">What the first of them did last.</param>
/// <param name="BlockingState">What that one does now, such as <c>idle in transaction</c>.</param>
public sealed record WaitingStatus(
    int Process,
    double WaitingSeconds,
    string Statement,
    IReadOnlyList<int> BlockedBy,
    string? BlockingStatement,
    string? BlockingState
);

internal sealed class GetDatabaseStatusHandler(IDatabaseFigures figures) : IRequestHandler<GetDatabaseStatus, DatabaseStatus>
{
    public Task<DatabaseStatus> Handle(GetDatabaseStatus query, CancellationToken cancellationToken) =>
        figures.ReadAsync(cancellationToken);
}
