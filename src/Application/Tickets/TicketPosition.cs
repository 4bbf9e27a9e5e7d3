using System.Globalization;

namespace TicketPlatform.Application.Tickets;

/// <summary>
/// Where a page of tickets ended: the sort key of its last row, as a number (microseconds since 1970 or the rank of a
/// priority), and the ticket's id, which makes it unique.
/// </summary>
public readonly record struct TicketPosition(long Key, long TicketId)
{
    /// <summary>The last instant there is, in microseconds; the ranks of priorities are far below.</summary>
    private static readonly long Highest = (DateTime.MaxValue - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    internal string Write(string question) =>
        PageCursor.Write(question, Key.ToString(CultureInfo.InvariantCulture), TicketId.ToString(CultureInfo.InvariantCulture));

    /// <summary>Null for what is no cursor of this question.</summary>
    internal static TicketPosition? Read(string question, string cursor) =>
        PageCursor.Read(question, cursor, keys: 2) is [var key, var id]
        && Number(key) is { } sorted
        && sorted <= Highest
        && Number(id) is { } ticket
            ? new TicketPosition(sorted, ticket)
            : null;

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
