using TicketPlatform.Application.Zendesk;
using TicketPlatform.Domain.Statistics;

namespace TicketPlatform.Application.Statistics;

/// <summary>The whole history of a ticket, ticket by ticket: dear, and complete.</summary>
public interface ITicketAudits
{
    /// <summary>Reads a page of the events of a ticket; none where Zendesk does not have it. Throws <see cref="ZendeskException"/>.</summary>
    /// <param name="ticketId">Zendesk's id.</param>
    /// <param name="cursor">The <see cref="AuditPage.Next"/> of the page before; null for the first.</param>
    /// <param name="limit">Most events on the page; no more than 100 are told at once.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<AuditPage> ReadAsync(long ticketId, string? cursor, int limit, CancellationToken cancellationToken);
}

/// <param name="Facts">A part of what happened to the ticket.</param>
/// <param name="AskedAt">Zendesk's clock before it answered (UTC).</param>
/// <param name="Next">Where the next page begins; null after the last.</param>
/// <param name="IsGone">Whether Zendesk has no history of the ticket any more.</param>
public sealed record AuditPage(IReadOnlyList<RecordedFact> Facts, DateTimeOffset AskedAt, string? Next, bool IsGone = false);

/// <summary>A ticket whose whole history must be read, and how far that has come.</summary>
/// <param name="TicketId">Zendesk's id.</param>
/// <param name="Cursor">Where the next page begins; null where none is left, or none was read.</param>
/// <param name="BegunAt">Zendesk's clock before it answered with the first page (UTC): what happened until then is among the pages.</param>
/// <param name="IsGone">Whether Zendesk has no history of the ticket any more.</param>
public sealed record AuditReading(long TicketId, string? Cursor, DateTimeOffset? BegunAt, bool IsGone = false)
{
    public AuditReading After(AuditPage page) => this with { Cursor = page.Next, BegunAt = BegunAt ?? page.AskedAt, IsGone = page.IsGone };
}

/// <summary>The tickets whose whole history must be read, because their events do not add up.</summary>
public interface IAuditReads
{
    /// <summary>Asks for the reading of some tickets, each once. Hours that end after what is missing wait for it.</summary>
    Task RequestAsync(IReadOnlyCollection<MissingFacts> missing, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>
    /// Asks for the reading of tickets that Zendesk has shown updated at an instant of which no event tells, once the events were read past it.
    /// Hours wait until the event comes or the history was read.
    /// </summary>
    /// <param name="now">UTC.</param>
    /// <param name="limit">Most updates looked at.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task RequestUntoldAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Notes in the open transaction between which instants something may be missing in histories that Zendesk does not have any more. Answers
    /// since when any of it differs from what was noted (UTC); null where nothing does.
    /// </summary>
    /// <param name="gone">The tickets; null where nothing seems to be missing any more.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<DateTimeOffset?> DoubtAsync(IReadOnlyCollection<(long TicketId, MissingFacts? Missing)> gone, CancellationToken cancellationToken);

    /// <summary>Those that have waited longest.</summary>
    Task<IReadOnlyList<AuditReading>> DueAsync(int limit, CancellationToken cancellationToken);

    /// <summary>Notes in the open transaction that a page was read: the ticket is due until its last.</summary>
    Task NoteAsync(AuditReading reading, CancellationToken cancellationToken);

    /// <summary>Lets all others go before a ticket.</summary>
    /// <param name="ticketId">Zendesk's id.</param>
    /// <param name="fromTheBeginning">Whether it is to be read from its first page again.</param>
    /// <param name="now">UTC.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task PutOffAsync(long ticketId, bool fromTheBeginning, DateTimeOffset now, CancellationToken cancellationToken);
}
