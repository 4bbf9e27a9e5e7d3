using TicketPlatform.Integration.Tests.Synchronization;
using TicketPlatform.Integration.Tests.Telemetry;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer("TicketPlatform.Integration.Tests.LongestFirst", "TicketPlatform.Integration.Tests")]

namespace TicketPlatform.Integration.Tests;

/// <summary>Begins with the classes that take longest, so that none of them runs on alone when all others have ended.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest = [nameof(CheckingAlertingRules), nameof(SurvivingFaults)];

    /// <inheritdoc />
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderByDescending(collection =>
            Array.Exists(Longest, name => collection.DisplayName.EndsWith(name, StringComparison.Ordinal))
        );
}
