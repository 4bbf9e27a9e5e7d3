namespace TicketPlatform.Application.Alerts;

/// <summary>The proofs that episodes and open tickets fit together, user by user.</summary>
public interface IAlertProofs
{
    /// <summary>The proof that is being made; a new one where none is.</summary>
    Task<AlertProof> OpenAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>
    /// Counts the open tickets of the next users, in the order of their ids, and finds those who have too many and no open episode.
    /// </summary>
    Task<AlertProofStep> WalkAsync(Guid after, int users, int commonLimit, CancellationToken cancellationToken);

    /// <summary>
    /// Users whose open episode does not fit: they are gone, have another number of open tickets, another limit, or are overdue since
    /// before an instant.
    /// </summary>
    Task<IReadOnlyList<Guid>> MisfitsAsync(int commonLimit, DateTimeOffset dueBefore, int limit, CancellationToken cancellationToken);

    /// <summary>Keeps how far a proof has come.</summary>
    Task KeepAsync(AlertProof proof, CancellationToken cancellationToken);
}

/// <param name="BegunAt">Which proof (UTC).</param>
/// <param name="Position">The last user seen to.</param>
/// <param name="Users">Users with open tickets so far.</param>
/// <param name="Repaired">Episodes that had to be opened, changed or closed.</param>
/// <param name="FinishedAt">When it was complete (UTC); null while it is being made.</param>
public sealed record AlertProof(DateTimeOffset BegunAt, Guid Position, long Users, long Repaired, DateTimeOffset? FinishedAt);

/// <param name="Users">How many users were counted; fewer than asked for where there are no more.</param>
/// <param name="Last">The last of them.</param>
/// <param name="WithoutEpisode">Those who lack an episode.</param>
public sealed record AlertProofStep(int Users, Guid Last, IReadOnlyList<Guid> WithoutEpisode);
