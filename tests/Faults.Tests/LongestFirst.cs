using Xunit.Abstractions;

[assembly: TestCollectionOrderer("TicketPlatform.Faults.Tests.LongestFirst", "TicketPlatform.Faults.Tests")]

namespace TicketPlatform.Faults.Tests;

/// <summary>Begins with the classes that take longest, so that none of them runs on alone when all others have ended.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest =
    [
        nameof(KilledReceiver),
        nameof(PushedChanges),
        nameof(KilledBackfill),
        nameof(FiringAlerts),
    ];

    /// <inheritdoc />
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderByDescending(collection =>
            Array.Exists(Longest, name => collection.DisplayName.EndsWith(name, StringComparison.Ordinal))
        );
}
