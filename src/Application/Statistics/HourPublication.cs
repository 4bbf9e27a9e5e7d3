using Microsoft.Extensions.Logging;
using TicketPlatform.Application.Jobs;
using TicketPlatform.Domain.Statistics;

namespace TicketPlatform.Application.Statistics;

/// <summary>What came of some leased hours.</summary>
/// <param name="Published">How many were settled.</param>
/// <param name="IsStuck">Whether the next one must wait, so that trying again at once would change nothing.</param>
internal sealed record PublicationOutcome(int Published, bool IsStuck);

/// <summary>
/// Publishes leased hours from one snapshot, in order: an hour is complete only if all before it are, because it rests on what they found
/// nothing missing in.
/// </summary>
internal sealed partial class HourPublication(
    IStatisticsSource source,
    IStatisticsHours hours,
    IAuditReads audits,
    RankingRules rules,
    TimeProvider time,
    ILogger<HourPublication> logger
)
{
    public async Task<PublicationOutcome> PublishAsync(
        IReadOnlyList<OpenHour> leased,
        SliceBudget budget,
        CancellationToken cancellationToken
    )
    {
        var published = 0;
        string? reason = null;
        string? gate = null;
        await using (var snapshot = await source.OpenAsync(cancellationToken))
        {
            if (await snapshot.ChangesWaitAsync(cancellationToken))
                gate = CompletenessGate.ChangesWait;
            var streams = await snapshot.StreamsAsync(cancellationToken);
            var missing = await snapshot.MissingAsync(cancellationToken);
            var complete = leased.TakeWhile(hour => (gate ??= CompletenessGate.WaitsFor(streams, missing, hour)) is null).ToList();
            var batches = new HourBatches(snapshot, streams, new HourRankings(rules), complete);
            await using (batches)
                while (await batches.NextAsync(budget, cancellationToken) is { } batch)
                {
                    await audits.RequestAsync(batch.Missing, time.GetUtcNow(), cancellationToken);
                    (var settled, reason) = await SettleAsync(batch, budget, cancellationToken);
                    published += settled;
                    if (settled < batch.Hours.Count)
                        break;
                }
            if (published == complete.Count)
                reason = gate;
        }
        await hours.ReleaseAsync([.. leased.Skip(published)], reason, cancellationToken);
        return new PublicationOutcome(published, IsStuck: reason is not null);
    }

    /// <summary>Answers how many hours were settled, and what the one after them waits for.</summary>
    private async Task<(int Settled, string? Reason)> SettleAsync(HourBatch batch, SliceBudget budget, CancellationToken cancellationToken)
    {
        foreach (var (index, hour) in batch.Hours.Index())
        {
            if (batch.WaitsFor(hour) is { } reason)
                return (index, reason);
            if (!budget.MayGoOn || !await SettleAsync(hour, batch, cancellationToken))
                return (index, null);
        }
        return (batch.Hours.Count, null);
    }

    private async Task<bool> SettleAsync(OpenHour hour, HourBatch batch, CancellationToken cancellationToken)
    {
        var computed = batch.Compute(hour);
        if (hour.Version > 1 && await hours.FinalAsync(hour.Hour, cancellationToken) is { } former)
        {
            if (VersionDifference.SaysTheSame(former, computed))
                return await hours.WithdrawAsync(hour, cancellationToken);
            computed = computed with { Difference = VersionDifference.Between(former, computed, hour.End) };
        }
        var isPublished = await hours.PublishAsync(hour, computed, time.GetUtcNow(), cancellationToken);
        if (isPublished)
            HourPublished(hour.Hour, hour.Version);
        return isPublished;
    }

    [LoggerMessage(LogLevel.Information, "Published statistics of {Hour:u}, version {Version}")]
    private partial void HourPublished(DateTimeOffset hour, int version);
}
