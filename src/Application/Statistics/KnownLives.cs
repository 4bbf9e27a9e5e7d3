using TicketPlatform.Domain.Statistics;

namespace TicketPlatform.Application.Statistics;

/// <summary>The lives of tickets, each read once: most tickets of one hour are also those of a later one.</summary>
/// <param name="snapshot">What is read from.</param>
/// <param name="asOf">With all facts before this instant (UTC).</param>
internal sealed class KnownLives(IStatisticsSnapshot snapshot, DateTimeOffset asOf)
{
    private readonly Dictionary<long, TicketLife> _known = [];

    /// <summary>Of the tickets to which something happened between two instants, or which the mirror says were updated then; by id.</summary>
    public async Task<IReadOnlyList<TicketLife>> TouchedAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var touched = await snapshot.TouchedAsync(from, to, cancellationToken);
        var unknown = touched.Where(ticket => !_known.ContainsKey(ticket)).ToArray();
        foreach (var life in await snapshot.LivesAsync(unknown, asOf, cancellationToken))
            _known.Add(life.TicketId, life);
        return [.. touched.Select(ticket => _known[ticket])];
    }
}
