namespace TicketPlatform.Application.Operations;

/// <summary>How the platform is doing, for people who operate it. Nothing in it tells of a person.</summary>
public sealed record GetStatus : IRequest<PlatformStatus>;

/// <param name="StartedAt">When the answering node started (UTC).</param>
/// <param name="UptimeSeconds">How long ago that was.</param>
/// <param name="Node">The node that answers: host and process.</param>
/// <param name="Requests">What that node was asked since.</param>
/// <param name="Streams">What is followed, by name.</param>
/// <param name="Budgets">What all nodes together may ask of Zendesk.</param>
/// <param name="Inbox">What Zendesk pushed.</param>
/// <param name="Tickets">What is stored.</param>
/// <param name="Reconciliation">What is proven of it.</param>
/// <param name="Statistics">How far the hourly figures are.</param>
/// <param name="Alerts">Users with too many open tickets.</param>
/// <param name="Notifications">Messages to people.</param>
/// <param name="Jobs">The last run of every job.</param>
public sealed record PlatformStatus(
    DateTimeOffset StartedAt,
    long UptimeSeconds,
    string Node,
    RequestsStatus Requests,
    IReadOnlyList<StreamStatus> Streams,
    IReadOnlyList<BudgetStatus> Budgets,
    InboxStatus Inbox,
    TicketsStatus Tickets,
    ReconciliationStatus Reconciliation,
    StatisticsStatus Statistics,
    AlertsStatus Alerts,
    NotificationsStatus Notifications,
    IReadOnlyList<JobStatus> Jobs
);

/// <param name="Stored">Tickets; null before the first audit has ended, like the five that follow.</param>
/// <param name="WithOwner">Those matched to a platform user.</param>
/// <param name="Deleted">Those deleted in Zendesk, for good or not.</param>
/// <param name="Scrubbed">Those deleted for good, whose texts Zendesk has replaced.</param>
/// <param name="MergedAway">Those merged into another one.</param>
/// <param name="CountedAt">When the audit ended that counted them (UTC).</param>
/// <param name="RereadDue">Those about which two sources disagree, now.</param>
public sealed record TicketsStatus(
    long? Stored,
    long? WithOwner,
    long? Deleted,
    long? Scrubbed,
    long? MergedAway,
    DateTimeOffset? CountedAt,
    long RereadDue
);

/// <param name="Gaps">Ids below the greatest stored one that were missing.</param>
/// <param name="LastAudit">When every id was last accounted for (UTC).</param>
/// <param name="Sampled">Tickets of the last 30 days that were chosen at random, read again and compared.</param>
/// <param name="Differing">Those of them in which the mirror was wrong.</param>
/// <param name="Open">Those chosen that are not judged yet.</param>
/// <param name="ErrorBound">The rate of wrong tickets is below this with 95 % confidence; null without a sample.</param>
/// <param name="LateRows">Rows of the last 30 days that an overlap pass brought although the cursor had passed them.</param>
public sealed record ReconciliationStatus(
    GapsStatus Gaps,
    DateTimeOffset? LastAudit,
    int Sampled,
    int Differing,
    int Open,
    double? ErrorBound,
    long LateRows
);

/// <param name="Absent">Zendesk does not have them, as counted by the last audit.</param>
/// <param name="Recovered">Zendesk has them, and the export had not brought them.</param>
/// <param name="Unexplained">Zendesk has not been asked yet, or has not answered.</param>
public sealed record GapsStatus(long Absent, long Recovered, long Unexplained);

/// <param name="Job">Its name.</param>
/// <param name="LastOutcome">done, problem, cutOff or failed; null if it has not run in the last week.</param>
/// <param name="LastStartedAt">UTC.</param>
/// <param name="LastError">Why it did not end well.</param>
/// <param name="IsFailing">Whether its last two runs failed or were cut off; one is weather.</param>
public sealed record JobStatus(string Job, string? LastOutcome, DateTimeOffset? LastStartedAt, string? LastError, bool IsFailing);

internal sealed class GetStatusHandler(
    IRunningNode node,
    StreamStatuses streams,
    IRequestBudgetFigures budgets,
    IInboxFigures inbox,
    StoredStatuses stored,
    IOperationalRecords records
) : IRequestHandler<GetStatus, PlatformStatus>
{
    public async Task<PlatformStatus> Handle(GetStatus query, CancellationToken cancellationToken)
    {
        var kept = await stored.ReadAsync(cancellationToken);
        return new PlatformStatus(
            node.StartedAt,
            (long)node.Uptime.TotalSeconds,
            node.Name,
            node.Requests,
            await streams.ReadAsync(cancellationToken),
            await budgets.ReadAsync(cancellationToken),
            await inbox.ReadAsync(cancellationToken),
            kept.Tickets,
            kept.Reconciliation,
            kept.Statistics,
            kept.Alerts,
            kept.Notifications,
            await records.LastRunsAsync(cancellationToken)
        );
    }
}
