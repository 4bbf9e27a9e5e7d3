namespace TicketPlatform.Application.Webhooks;

/// <summary>The messages that were given up.</summary>
public interface IDeadLetters
{
    /// <summary>Dead letters, newest first, after a position.</summary>
    Task<IReadOnlyList<StoredDeadLetter>> ReadAsync(long? before, int limit, CancellationToken cancellationToken);

    /// <summary>Puts one back among those that wait, with all its attempts before it.</summary>
    Task<ReplayOutcome> ReplayAsync(string eventId, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Puts up to <paramref name="limit"/> of them back, the oldest first; answers how many.</summary>
    Task<int> ReplayAllAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken);
}

/// <summary>What became of a replay.</summary>
public enum ReplayOutcome
{
    Replayed,
    NotFound,

    /// <summary>The message is applied, or waits to be.</summary>
    NotDead,

    /// <summary>Its body is gone together with a person's data.</summary>
    Erased,
}

/// <param name="Position">Rises with the order of arrival.</param>
/// <param name="Letter">As it is shown.</param>
public sealed record StoredDeadLetter(long Position, DeadLetter Letter);
