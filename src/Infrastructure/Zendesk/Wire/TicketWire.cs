using System.Text.Json.Serialization;
using TicketPlatform.Domain.Tickets;

namespace TicketPlatform.Infrastructure.Zendesk.Wire;

/// <summary>
/// A ticket as Zendesk spells it, reduced to what the mirror keeps. Without an id, a requester or a creation time the
/// row means nothing, and the page that holds it is refused. Settable because the serializer fills such types fastest.
/// </summary>
internal sealed class TicketWire
{
    [JsonRequired]
    public long Id { get; set; }

    [JsonRequired]
    public long RequesterId { get; set; }

    public string? Subject { get; set; }

    public string? Description { get; set; }

    public string? Status { get; set; }

    public long? CustomStatusId { get; set; }

    public string? Priority { get; set; }

    public long? AssigneeId { get; set; }

    public long? GroupId { get; set; }

    [JsonRequired]
    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? UpdatedAt { get; set; }

    /// <summary>Unix seconds; trustworthy in exports only.</summary>
    public long? GeneratedTimestamp { get; set; }

    public bool? IsPublic { get; set; }

    [JsonPropertyName("tags")]
    [JsonConverter(typeof(MergeTagConverter))]
    public bool? IsMergedAway { get; set; }

    public MetricSetWire? MetricSet { get; set; }

    /// <param name="metrics">The ticket's metric set, wherever the answer carried it.</param>
    /// <param name="source">The way it came.</param>
    /// <param name="observedAt">Zendesk's clock when it answered.</param>
    public TicketObservation Observe(MetricSetWire? metrics, ObservationSource source, DateTimeOffset observedAt)
    {
        var updatedAt = UpdatedAt ?? CreatedAt;
        var content = new TicketContent(
            RequesterId,
            Subject ?? "",
            Description ?? "",
            TicketStatus.Parse(Status),
            CustomStatusId,
            string.IsNullOrWhiteSpace(Priority) ? null : Priority.ToLowerInvariant(),
            AssigneeId,
            GroupId,
            CreatedAt,
            updatedAt,
            metrics?.StatusUpdatedAt,
            metrics?.SolvedAt,
            IsPublic ?? true,
            IsMergedAway ?? false
        );
        var version =
            source == ObservationSource.Export && GeneratedTimestamp > 0 ? GeneratedTimestamp.Value : updatedAt.ToUnixTimeSeconds();
        return new TicketObservation(Id, content, version, source, observedAt, Metrics: metrics?.Figures());
    }
}

/// <summary>The side-loaded times and figures of a ticket. Deleted tickets have none.</summary>
internal sealed class MetricSetWire
{
    public long? TicketId { get; set; }

    public DateTimeOffset? StatusUpdatedAt { get; set; }

    public DateTimeOffset? SolvedAt { get; set; }

    public MinutesWire? FirstResolutionTimeInMinutes { get; set; }

    public MinutesWire? FullResolutionTimeInMinutes { get; set; }

    public long? Reopens { get; set; }

    public long? Replies { get; set; }

    public MetricSet Figures() => new(FirstResolutionTimeInMinutes?.Calendar, FullResolutionTimeInMinutes?.Calendar, Reopens, Replies);
}

/// <summary>A duration in whole minutes, by two clocks of which only one always runs.</summary>
internal sealed class MinutesWire
{
    public long? Calendar { get; set; }
}
