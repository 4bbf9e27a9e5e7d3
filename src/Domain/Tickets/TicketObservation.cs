namespace TicketPlatform.Domain.Tickets;

/// <summary>What a ticket looked like, when, and from where: the one thing every way in produces.</summary>
/// <param name="TicketId">Zendesk's id.</param>
/// <param name="Content">The ticket as it was described.</param>
/// <param name="Version">
/// Unix seconds: <c>generated_timestamp</c> where it is above 0 (exports only), else <c>updated_at</c>.
/// </param>
/// <param name="Source">The way it came.</param>
/// <param name="ObservedAt">Zendesk's clock when it said so (UTC).</param>
/// <param name="ActorId">The Zendesk user who set the status, where the observation tells: events do. No part of the order.</param>
/// <param name="Metrics">Zendesk's own figures of the ticket in this state, where the observation tells them. No part of the order.</param>
public sealed record TicketObservation(
    long TicketId,
    TicketContent Content,
    long Version,
    ObservationSource Source,
    DateTimeOffset ObservedAt,
    long? ActorId = null,
    MetricSet? Metrics = null
)
{
    /// <summary>
    /// A total order over everything that can be seen of one ticket; the ticket is always its greatest
    /// observation, which makes the order of arrival irrelevant. The last criterion only has to be the same everywhere.
    /// </summary>
    public int CompareTo(TicketObservation other)
    {
        var order = Version.CompareTo(other.Version);
        if (order == 0)
            order = Source.CompareTo(other.Source);
        if (order == 0)
            order = ObservedAt.CompareTo(other.ObservedAt);
        return order != 0 ? order : string.CompareOrdinal(Content.ToString(), other.Content.ToString());
    }
}
