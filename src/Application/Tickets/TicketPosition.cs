using System.Globalization;

namespace TicketPlatform.Application.Tickets;

/// <summary>
/// Where a page of tickets ended: the sort key of its last row, as a number (microseconds since 1970 or the rank of a
/// priority), and the ticket's id, which makes it unique.
/// </summary>
public readonly record struct TicketPosition(long Key, long TicketId)
{
    internal string Write(string question) =>
        PageCursor.Write(question, Key.ToString(CultureInfo.InvariantCulture), TicketId.ToString(CultureInfo.InvariantCulture));

    internal static TicketPosition? Read(string question, string cursor) =>
        PageCursor.Read(question, cursor, keys: 2) is [var key, var id]
            ? new TicketPosition(long.Parse(key, CultureInfo.InvariantCulture), long.Parse(id, CultureInfo.InvariantCulture))
            : null;
}
