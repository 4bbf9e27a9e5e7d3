using Microsoft.EntityFrameworkCore;
using TicketPlatform.Application.Jobs;
using TicketPlatform.Application.Persistence;
using TicketPlatform.Application.Synchronization;

namespace TicketPlatform.Application.Statistics;

/// <summary>
/// Publishes every hour that is provably complete, in order. Running it twice, late or on several nodes gives the same figures.
/// </summary>
public sealed record PublishStatistics(SliceBudget Budget) : IRequest<SliceOutcome>;

internal sealed class PublishStatisticsHandler(
    ITicketPlatformDb db,
    DerivationLanes derivation,
    StreamChains chains,
    IStatisticsHours hours,
    HourPublication publication,
    TimeProvider time
) : IRequestHandler<PublishStatistics, SliceOutcome>
{
    // More than a slice can publish of a large account.
    private const int Lease = 240;

    // Longer than a slice can live; short, so that a killed slice is soon replaced.
    private static readonly TimeSpan LeaseDuration = SliceBudget.Limit * 2;

    public async Task<SliceOutcome> Handle(PublishStatistics job, CancellationToken cancellationToken)
    {
        await hours.OpenAsync(time.GetUtcNow(), cancellationToken);
        // Before all events are there once, everything would be derived again with every page; before everybody's role is known, no comment
        // is a reply, and every ticket would seem to lack some.
        if (await IsBackfillingAsync(cancellationToken))
            return SliceOutcome.Nothing;
        if (!await derivation.DeriveAsync(job.Budget, cancellationToken))
            return new SliceOutcome(0, MoreIsWaiting: true);

        await derivation.LookForUntoldAsync(cancellationToken);
        await chains.ProveAsync(cancellationToken);
        var published = 0;
        while (job.Budget.Remains)
        {
            var leased = await hours.LeaseAsync(Lease, time.GetUtcNow(), LeaseDuration, cancellationToken);
            if (leased.Count == 0)
                return new SliceOutcome(published);
            var outcome = await publication.PublishAsync(leased, job.Budget, cancellationToken);
            published += outcome.Published;
            if (outcome.IsStuck)
                return new SliceOutcome(published);
        }
        return new SliceOutcome(published, MoreIsWaiting: true);
    }

    private Task<bool> IsBackfillingAsync(CancellationToken cancellationToken) =>
        db.SyncStreams.AnyAsync(
            stream => (stream.Name == StreamNames.Events || stream.Name == StreamNames.Users) && stream.DrainedSince == null,
            cancellationToken
        );
}
