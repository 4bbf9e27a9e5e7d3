using System.Text.Json;
using System.Text.Json.Serialization;
using TicketPlatform.Domain.Statistics;

namespace TicketPlatform.Infrastructure.Zendesk.Wire;

/// <summary>A ticket event as the event export spells it; its id is that of the audit.</summary>
internal sealed class TicketEventWire
{
    [JsonRequired]
    public long Id { get; set; }

    [JsonRequired]
    public long TicketId { get; set; }

    /// <summary>Unix seconds.</summary>
    [JsonRequired]
    public long Timestamp { get; set; }

    public long? UpdaterId { get; set; }

    public List<ChildEventWire>? ChildEvents { get; set; }

    /// <summary>The parts that figures ask for, or one that says that there is none.</summary>
    public IEnumerable<RecordedFact> Facts()
    {
        var any = false;
        foreach (var (position, child) in (ChildEvents ?? []).Index())
        {
            if (child.KindOf() is not { } kind)
                continue;
            any = true;
            yield return Fact(position, kind, child);
        }
        if (!any)
            yield return Fact(0, FactKind.Other, child: null);
    }

    private RecordedFact Fact(int position, FactKind kind, ChildEventWire? child) =>
        new(
            Id,
            position,
            TicketId,
            DateTimeOffset.FromUnixTimeSeconds(Timestamp),
            (kind == FactKind.Comment ? child!.AuthorId : null) ?? UpdaterId ?? RecordedFact.Automation,
            kind,
            kind is FactKind.Status or FactKind.Assignee ? ChildEventWire.Text(child!.PreviousValue) : null,
            kind == FactKind.Status ? ChildEventWire.Text(child!.Status)
                : kind == FactKind.Assignee ? ChildEventWire.Text(child!.AssigneeId)
                : null,
            kind == FactKind.Comment ? child!.CommentPublic ?? child.Public : null
        );
}

/// <summary>One part of an event. A change has the name of its field as its key, so what is absent differs from what is null.</summary>
internal sealed class ChildEventWire
{
    public string? EventType { get; set; }

    public JsonElement Status { get; set; }

    public JsonElement AssigneeId { get; set; }

    public JsonElement PreviousValue { get; set; }

    /// <summary>Who wrote a comment: an integration posts in the name of others.</summary>
    public long? AuthorId { get; set; }

    public bool? CommentPublic { get; set; }

    public bool? Public { get; set; }

    /// <summary>Null for what no figure asks for.</summary>
    public FactKind? KindOf() =>
        EventType switch
        {
            "Comment" => FactKind.Comment,
            "Create" or "Change" when Status.ValueKind != JsonValueKind.Undefined => FactKind.Status,
            "Create" or "Change" when AssigneeId.ValueKind != JsonValueKind.Undefined => FactKind.Assignee,
            _ => null,
        };

    /// <summary>Ids come as numbers or as texts; nobody is null or an empty text.</summary>
    public static string? Text(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String when value.GetString() is { Length: > 0 } text => text,
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
}
