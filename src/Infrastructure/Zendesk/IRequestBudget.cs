using TicketPlatform.Application.Zendesk;

namespace TicketPlatform.Infrastructure.Zendesk;

/// <summary>The limits of Zendesk that are counted apart.</summary>
internal enum RequestBucket
{
    /// <summary>Everything without a limit of its own.</summary>
    Account,

    /// <summary>All incremental exports together, except the next.</summary>
    Exports,

    /// <summary>The cursor export of users.</summary>
    UserExports,
}

/// <summary>What the whole cluster may still ask of Zendesk.</summary>
internal interface IRequestBudget
{
    /// <summary>Takes one request out of the bucket: null when granted, else how long to wait before asking again.</summary>
    Task<TimeSpan?> TakeAsync(RequestBucket bucket, RequestLane lane, CancellationToken cancellationToken);

    /// <summary>Grants nothing from the bucket, to any node, for this long: Zendesk said so.</summary>
    Task BlockAsync(RequestBucket bucket, TimeSpan wait, CancellationToken cancellationToken);
}
