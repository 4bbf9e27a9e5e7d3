namespace TicketPlatform.Domain.Synchronization;

/// <summary>Where an export continues: after an opaque cursor or, for the first page, at a start time.</summary>
/// <param name="Cursor">Zendesk's <c>after_cursor</c> of the page before; null on the first page.</param>
/// <param name="StartTime">Unix seconds, inclusive; used while there is no cursor.</param>
public readonly record struct ExportPosition(string? Cursor, long StartTime);
