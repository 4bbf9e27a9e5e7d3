namespace TicketPlatform.Application.Operations;

/// <summary>What all nodes together have asked of Zendesk, and what they still may.</summary>
public interface IRequestBudgetFigures
{
    /// <summary>One row per limit of Zendesk's.</summary>
    Task<IReadOnlyList<BudgetStatus>> ReadAsync(CancellationToken cancellationToken);
}

/// <param name="Bucket">Requests that Zendesk counts together: account, exports or user-exports.</param>
/// <param name="PerMinute">As many as the settings allow.</param>
/// <param name="UsedLastMinute">Requests sent.</param>
/// <param name="Left">What remains for the most urgent ones.</param>
/// <param name="BlockedUntil">Zendesk asked to wait until then (UTC); null where it does not.</param>
public sealed record BudgetStatus(string Bucket, int PerMinute, int UsedLastMinute, int Left, DateTimeOffset? BlockedUntil);
