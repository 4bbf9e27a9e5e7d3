using System.Text.Json;
using System.Text.Json.Serialization;
using TicketPlatform.Domain.Statistics;

namespace TicketPlatform.Infrastructure.Zendesk.Wire;

/// <summary>An event of a ticket as its list of audits spells it, under the same id as in the event export; its parts may be numbered otherwise.</summary>
internal sealed class AuditWire
{
    [JsonRequired]
    public long Id { get; set; }

    [JsonRequired]
    public long TicketId { get; set; }

    [JsonRequired]
    public DateTimeOffset CreatedAt { get; set; }

    public long? AuthorId { get; set; }

    public List<AuditPartWire>? Events { get; set; }

    /// <summary>The parts that figures ask for, or one that says that there is none.</summary>
    public IEnumerable<RecordedFact> Facts()
    {
        var any = false;
        foreach (var (position, part) in (Events ?? []).Index())
        {
            if (part.KindOf() is not { } kind)
                continue;
            any = true;
            yield return Fact(position, kind, part);
        }
        if (!any)
            yield return Fact(0, FactKind.Other, part: null);
    }

    private RecordedFact Fact(int position, FactKind kind, AuditPartWire? part) =>
        new(
            Id,
            position,
            TicketId,
            CreatedAt,
            (kind == FactKind.Comment ? part!.AuthorId : null) ?? AuthorId ?? RecordedFact.Automation,
            kind,
            kind is FactKind.Status or FactKind.Assignee ? ChildEventWire.Text(part!.PreviousValue) : null,
            kind is FactKind.Status or FactKind.Assignee ? ChildEventWire.Text(part!.Value) : null,
            kind == FactKind.Comment ? part!.Public : null
        );
}

/// <summary>One part of an audit.</summary>
internal sealed class AuditPartWire
{
    public string? Type { get; set; }

    public string? FieldName { get; set; }

    public JsonElement Value { get; set; }

    public JsonElement PreviousValue { get; set; }

    /// <summary>Who wrote a comment: an integration posts in the name of others.</summary>
    public long? AuthorId { get; set; }

    public bool? Public { get; set; }

    /// <summary>Null for what no figure asks for.</summary>
    public FactKind? KindOf() =>
        (Type, FieldName) switch
        {
            ("Comment", _) => FactKind.Comment,
            ("Create" or "Change", "status") => FactKind.Status,
            ("Create" or "Change", "assignee_id") => FactKind.Assignee,
            _ => null,
        };
}
