using System.Globalization;
using TicketPlatform.Domain.Statistics;

namespace TicketPlatform.Domain.Tests.Statistics;

/// <summary>Writes down what happens to one ticket, second by second, with the old values that follow from what was written before.</summary>
internal sealed class TicketStory(long ticketId = 42)
{
    public const long Customer = 7;
    public const long Ada = 101;
    public const long Grace = 102;

    public static readonly DateTimeOffset Start = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);
    public static readonly StaffHistory Staff = new([new(Ada, Start.AddYears(-1), true), new(Grace, Start.AddYears(-1), true)]);

    private readonly List<RecordedFact> _facts = [];
    private long _event;
    private string? _status;
    private string? _assignee;

    public IReadOnlyList<RecordedFact> Facts => _facts;

    /// <summary>One event; what is null stays as it is, and the agent 0 is nobody.</summary>
    public TicketStory At(
        long second,
        string? status = null,
        long? agent = null,
        bool? comment = null,
        long by = Ada,
        bool sameEvent = false
    )
    {
        _event += sameEvent ? 0 : 1;
        var at = Start.AddSeconds(second);
        // As Zendesk has it: the comment first.
        if (comment is { } isPublic)
            Add(at, by, FactKind.Comment, null, null, isPublic);
        if (status is not null)
            Add(at, by, FactKind.Status, _status, _status = status, null);
        if (agent is not null)
            Add(at, by, FactKind.Assignee, _assignee, _assignee = Text(agent.Value), null);
        return this;
    }

    /// <summary>Everything before a second of the story, or all of it.</summary>
    public TicketTimeline Until(long? second = null, bool isMergedAway = false, long? deletedAt = null, long? restoredAt = null) =>
        TicketTimeline.Of(
            ticketId,
            _facts,
            Staff,
            second is { } end ? Start.AddSeconds(end) : DateTimeOffset.MaxValue,
            isMergedAway,
            deletedAt is { } deleted
                ? [new DeletionPeriod(Start.AddSeconds(deleted), restoredAt is { } restored ? Start.AddSeconds(restored) : null)]
                : []
        );

    private void Add(DateTimeOffset at, long by, FactKind kind, string? from, string? to, bool? isPublic)
    {
        var position = _facts.Count(fact => fact.EventId == (ticketId * 1_000) + _event);
        _facts.Add(new RecordedFact((ticketId * 1_000) + _event, position, ticketId, at, by, kind, from, to, isPublic));
    }

    private static string? Text(long agent) => agent == 0 ? null : agent.ToString(CultureInfo.InvariantCulture);
}
