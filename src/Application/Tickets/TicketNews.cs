using TicketPlatform.Application.Telemetry;
using TicketPlatform.Domain.Tickets;

namespace TicketPlatform.Application.Tickets;

/// <summary>Measures how late the mirror learned what it shows now.</summary>
internal sealed class TicketNews(FreshnessMetrics metrics, TimeProvider time)
{
    // A system update moves the export's timestamp and not the ticket's: nobody waits for it, and its lag would be the age of the ticket.
    private const long SystemUpdateSeconds = 60;

    /// <summary>What the tickets said before; null where nobody looks, which is what the first synchronisation asks for.</summary>
    public Dictionary<long, TicketContent>? Before(bool fillsMirror, Dictionary<long, Ticket> known) =>
        fillsMirror || !metrics.FollowsObservations ? null : known.ToDictionary(ticket => ticket.Key, ticket => ticket.Value.Seen.Content);

    /// <summary>Measures those that say something else now.</summary>
    public void Measure(Dictionary<long, TicketContent>? before, IEnumerable<Ticket> changed)
    {
        if (before is null)
            return;
        var now = time.GetUtcNow();
        foreach (var seen in changed.Select(ticket => ticket.Seen))
        {
            if (before.TryGetValue(seen.TicketId, out var content) && content.Describes(seen.Content))
                continue;
            if (seen.Version - seen.Content.UpdatedAt.ToUnixTimeSeconds() < SystemUpdateSeconds)
                metrics.TicketChanged(seen.Source.ToString().ToLowerInvariant(), now - seen.Content.UpdatedAt);
        }
    }
}
