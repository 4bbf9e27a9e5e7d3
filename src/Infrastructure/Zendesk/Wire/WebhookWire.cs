using System.Text.Json;
using System.Text.Json.Serialization;

namespace TicketPlatform.Infrastructure.Zendesk.Wire;

/// <summary>An event as webhooks carry it. Ids are strings here, enums upper case, and nothing may be relied on to be there.</summary>
internal sealed class WebhookWire
{
    /// <summary>Up to nine fractional digits; they tell the order inside a second.</summary>
    [JsonConverter(typeof(InstantConverter))]
    public DateTimeOffset? Time { get; set; }

    public WebhookTicketWire? Detail { get; set; }

    public WebhookChangeWire? Event { get; set; }
}

/// <summary>The ticket as it was after the event; of an event about a user, only the id.</summary>
internal sealed class WebhookTicketWire
{
    [JsonConverter(typeof(IdConverter))]
    public long? Id { get; set; }

    [JsonConverter(typeof(IdConverter))]
    public long? ActorId { get; set; }

    [JsonConverter(typeof(IdConverter))]
    public long? RequesterId { get; set; }

    [JsonConverter(typeof(IdConverter))]
    public long? AssigneeId { get; set; }

    [JsonConverter(typeof(IdConverter))]
    public long? GroupId { get; set; }

    [JsonConverter(typeof(IdConverter))]
    public long? CustomStatus { get; set; }

    public string? Subject { get; set; }

    public string? Description { get; set; }

    public string? Status { get; set; }

    public string? Priority { get; set; }

    public DateTimeOffset? CreatedAt { get; set; }

    public DateTimeOffset? UpdatedAt { get; set; }

    public bool? IsPublic { get; set; }

    [JsonPropertyName("tags")]
    [JsonConverter(typeof(MergeTagConverter))]
    public bool? IsMergedAway { get; set; }
}

/// <summary>What the event changed, as far as it names other tickets or users.</summary>
internal sealed class WebhookChangeWire
{
    [JsonConverter(typeof(IdConverter))]
    public long? TargetTicketId { get; set; }

    /// <summary>Everything else; of a merge of users, whoever else took part is among it.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }
}
