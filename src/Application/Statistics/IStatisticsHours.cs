using TicketPlatform.Domain.Statistics;

namespace TicketPlatform.Application.Statistics;

/// <summary>An hour that waits to be published, leased.</summary>
/// <param name="Hour">When it begins (UTC).</param>
/// <param name="Version">What it is published as: 1, or one more than what is published.</param>
/// <param name="Fence">Of the lease.</param>
public sealed record OpenHour(DateTimeOffset Hour, int Version, long Fence)
{
    /// <summary>When it ends (UTC).</summary>
    public DateTimeOffset End => Hour.AddHours(1);
}

/// <summary>What an hour is published with; all texts are JSON.</summary>
/// <param name="Figures">As served.</param>
/// <param name="Rankings">Of the windows that end with the hour.</param>
/// <param name="Certificate">As served.</param>
/// <param name="Difference">From the version before; null for the first.</param>
/// <param name="Discrepancies">With Zendesk's own figures.</param>
public sealed record PublishedHour(
    string Figures,
    IReadOnlyList<(AgentWindow Window, AgentRanking Ranking)> Rankings,
    string Certificate,
    string? Difference,
    IReadOnlyList<Discrepancy> Discrepancies
);

/// <summary>The hours and their versions. What is published is never rewritten; of every hour at most one version is final.</summary>
public interface IStatisticsHours
{
    /// <summary>Opens every hour that has ended since the first fact.</summary>
    Task OpenAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>
    /// Opens a new version of every published hour that ends after an instant, and takes those that are open from whoever computes them.
    /// </summary>
    Task ReopenAsync(DateTimeOffset since, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Leases the earliest open hours; none where another node has any of them.</summary>
    Task<IReadOnlyList<OpenHour>> LeaseAsync(int count, DateTimeOffset now, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>What is published of an hour, without what it differs in from others; null where nothing is.</summary>
    Task<PublishedHour?> FinalAsync(DateTimeOffset hour, CancellationToken cancellationToken);

    /// <summary>Publishes a version, whole or not at all. False where the lease was lost: then nothing happened.</summary>
    Task<bool> PublishAsync(OpenHour hour, PublishedHour published, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Gives up a version that would say what is published already. False where the lease was lost: then nothing happened.</summary>
    Task<bool> WithdrawAsync(OpenHour hour, CancellationToken cancellationToken);

    /// <summary>Gives the leases back; the first of the hours says why it waits, where there is a reason.</summary>
    Task ReleaseAsync(IReadOnlyCollection<OpenHour> hours, string? reason, CancellationToken cancellationToken);
}
