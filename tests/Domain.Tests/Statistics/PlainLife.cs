using System.Globalization;
using TicketPlatform.Domain.Statistics;

namespace TicketPlatform.Domain.Tests.Statistics;

/// <summary>A ticket's past before an instant, retold as plainly as possible: every question looks through all facts again.</summary>
internal sealed class PlainLife(IEnumerable<RecordedFact> facts, DateTimeOffset before, bool isMerged, int unit)
{
    private readonly List<RecordedFact> _facts = [.. facts.Where(fact => fact.At < before)];

    public DateTimeOffset? CreatedAt => Statuses.FirstOrDefault()?.At;

    public bool IsDeleted => Statuses.LastOrDefault()?.To == "deleted";

    public bool IsMergedAway => isMerged && Statuses.LastOrDefault()?.To == "closed";

    public bool IsProactive => IsResolved(Statuses.LastOrDefault(fact => fact.EventId == _facts[0].EventId)?.To);

    /// <summary>Those of a ticket that was merged away included.</summary>
    public IEnumerable<RecordedFact> AllResolutions => Statuses.Where(IsResolution);

    public IEnumerable<RecordedFact> Resolutions => IsMergedAway ? [] : AllResolutions;

    public RecordedFact? Standing =>
        !IsDeleted && Resolutions.LastOrDefault() is { } last && !After(last).Any(fact => IsUnsolved(fact.To)) ? last : null;

    public IEnumerable<RecordedFact> Reopens =>
        Statuses.Where(fact =>
            fact.From == "solved" && IsUnsolved(fact.To) && UpTo(fact).LastOrDefault(IsResolution)?.EventId != fact.EventId
        );

    public IEnumerable<RecordedFact> Replies =>
        _facts.Where(fact =>
            fact is { Kind: FactKind.Comment, IsPublic: true, ActorId: not TicketStory.Customer } && fact.EventId != _facts[0].EventId
        );

    private IEnumerable<RecordedFact> Statuses => _facts.Where(fact => fact.Kind == FactKind.Status);

    public int RepliesUpTo(RecordedFact resolution) => Replies.Count(reply => reply.EventId <= resolution.EventId);

    public long? AssigneeAt(RecordedFact resolution) => Assignee(fact => fact.EventId <= resolution.EventId);

    public long SecondsSinceCreation(DateTimeOffset end) => (long)(end - CreatedAt!.Value).TotalSeconds;

    /// <summary>Looks at every unit of time by itself.</summary>
    public long SecondsIn(DateTimeOffset end, params string[] statuses) =>
        unit * Moments(end).LongCount(at => statuses.Contains(StatusAt(at)));

    public IEnumerable<(long AgentId, long Seconds)> OwnedUntil(DateTimeOffset end) =>
        Moments(end)
            .Where(at => StatusAt(at) is "new" or "open")
            .Select(at => Assignee(fact => fact.At <= at))
            .OfType<long>()
            .CountBy(agent => agent)
            .Select(owned => (owned.Key, (long)owned.Value * unit))
            .Order();

    private IEnumerable<DateTimeOffset> Moments(DateTimeOffset end)
    {
        for (var at = CreatedAt; at < end; at += TimeSpan.FromSeconds(unit))
            yield return at.Value;
    }

    private string StatusAt(DateTimeOffset at) => Statuses.Last(fact => fact.At <= at).To is var name && name == "triaged" ? "open" : name!;

    private long? Assignee(Func<RecordedFact, bool> condition) =>
        _facts.LastOrDefault(fact => fact.Kind == FactKind.Assignee && condition(fact))?.To is { } agent
            ? long.Parse(agent, CultureInfo.InvariantCulture)
            : null;

    private IEnumerable<RecordedFact> UpTo(RecordedFact last) => Statuses.TakeWhile(fact => fact != last);

    private IEnumerable<RecordedFact> After(RecordedFact first) => Statuses.SkipWhile(fact => fact != first).Skip(1);

    private static bool IsResolution(RecordedFact fact) => IsResolved(fact.To) && (fact.From is null || IsUnsolved(fact.From));

    private static bool IsResolved(string? status) => status is "solved" or "closed";

    private static bool IsUnsolved(string? status) => status is not ("solved" or "closed" or "deleted");
}
