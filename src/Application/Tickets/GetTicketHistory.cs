using System.Globalization;
using TicketPlatform.Domain.Tickets;

namespace TicketPlatform.Application.Tickets;

/// <summary>How a ticket's status came to be, oldest change first.</summary>
/// <param name="TicketId">Zendesk's id.</param>
/// <param name="Reader">Who asks.</param>
/// <param name="Limit">1 to 100 per page.</param>
/// <param name="Cursor">The <c>next</c> of the page before.</param>
public sealed record GetTicketHistory(long TicketId, Reader Reader, int Limit, string? Cursor) : IRequest<Result<TicketHistory>>
{
    internal string Question => $"history|{TicketId}";

    /// <summary>
    /// Where the page before ended: a second may hold several changes, so it is the second, in ticks, and how many of its changes
    /// were shown. Null without a cursor of this question.
    /// </summary>
    internal (long At, int Shown)? After =>
        Cursor is not null
        && PageCursor.Read(Question, Cursor, keys: 2) is [var at, var shown]
        && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var second)
        && int.TryParse(shown, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? (second, count)
            : null;
}

/// <param name="Ticket">Zendesk's id.</param>
/// <param name="Changes">Each change of the status, the first status seen included.</param>
/// <param name="Page">How to go on.</param>
public sealed record TicketHistory(long Ticket, IReadOnlyList<TicketHistoryChange> Changes, PageInfo Page);

/// <param name="From">The status before; null for the first one seen.</param>
/// <param name="To">The status it took.</param>
/// <param name="At">When (UTC, whole seconds), as exactly as is known.</param>
/// <param name="By">requester, endUser, agent, system, or unknown where no event told it.</param>
/// <param name="Source">How the platform learned of it first: webhook, reread, or export.</param>
public sealed record TicketHistoryChange(string? From, string To, DateTimeOffset At, string By, string Source);

/// <summary>What is stored of a ticket's statuses.</summary>
public interface ITicketHistoryReader
{
    /// <summary>Null where there is no such ticket.</summary>
    Task<StoredTicketHistory?> ReadAsync(long ticketId, CancellationToken cancellationToken);
}

/// <param name="OwnerId">The platform user whose ticket it is; null where it is nobody's.</param>
/// <param name="RequesterId">Their Zendesk user.</param>
/// <param name="IsVisible">Whether its owner may see it: neither deleted nor without a public comment.</param>
/// <param name="Sightings">In no particular order.</param>
/// <param name="Roles">The role of each actor that is known.</param>
public sealed record StoredTicketHistory(
    Guid? OwnerId,
    long RequesterId,
    bool IsVisible,
    IReadOnlyList<StatusSighting> Sightings,
    IReadOnlyDictionary<long, string> Roles
)
{
    internal bool IsOpenTo(Reader reader) => reader.ReadsEverything || (IsVisible && OwnerId is { } owner && reader.UserId == owner);

    internal string RoleOf(long? actor) =>
        actor switch
        {
            null => "unknown",
            <= 0 => "system",
            _ when actor == RequesterId => "requester",
            _ when Roles.TryGetValue(actor.Value, out var role) => role == "end-user" ? "endUser" : "agent",
            _ => "unknown",
        };
}

internal sealed class GetTicketHistoryValidator : AbstractValidator<GetTicketHistory>
{
    public GetTicketHistoryValidator()
    {
        RuleFor(query => query.TicketId)
            .GreaterThan(0)
            .OverridePropertyName("id")
            .WithMessage("Expected a ticket's id, a whole number above 0.");
        RuleFor(query => query.Limit).InclusiveBetween(1, 100).WithMessage("Expected a whole number from 1 to 100.");
        RuleFor(query => query.Cursor)
            .Must((query, cursor) => cursor is null || query.After is not null)
            .WithMessage(PageInfo.UnusableCursor);
    }
}

internal sealed class GetTicketHistoryHandler(ITicketHistoryReader reader) : IRequestHandler<GetTicketHistory, Result<TicketHistory>>
{
    public async Task<Result<TicketHistory>> Handle(GetTicketHistory query, CancellationToken cancellationToken)
    {
        // A foreign ticket and an unknown one look the same.
        if (await reader.ReadAsync(query.TicketId, cancellationToken) is not { } stored || !stored.IsOpenTo(query.Reader))
            return TicketFailures.TicketNotFound(query.TicketId);

        var all = StatusHistory.Of(stored.Sightings);
        var start = query.After is var (at, shown) ? StartAfter(at, shown, all) : 0;
        var changes = all.Skip(start).Take(query.Limit).Select(change => Shown(change, stored)).ToList();
        var next = start + changes.Count < all.Count ? CursorAfter(query, all, start + changes.Count - 1) : null;
        return new TicketHistory(query.TicketId, changes, new PageInfo(query.Limit, next));
    }

    private static TicketHistoryChange Shown(StatusChange change, StoredTicketHistory stored) =>
        new(change.From?.Name, change.To.Name, change.At, stored.RoleOf(change.ActorId), change.Source.ToString().ToLowerInvariant());

    private static string CursorAfter(GetTicketHistory query, IReadOnlyList<StatusChange> all, int last)
    {
        var shown = all.Take(last + 1).Count(change => change.At == all[last].At);
        return PageCursor.Write(query.Question, Number(all[last].At.UtcTicks), Number(shown));
    }

    private static int StartAfter(long at, int shown, IReadOnlyList<StatusChange> all)
    {
        var before = all.Count(change => change.At.UtcTicks < at);
        return before + Math.Min(shown, all.Count(change => change.At.UtcTicks == at));
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
