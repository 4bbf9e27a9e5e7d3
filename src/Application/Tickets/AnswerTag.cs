using System.Globalization;

namespace TicketPlatform.Application.Tickets;

/// <summary>
/// The entity tag of an answer: a hash of what it was made of. Its age, what proves it and what came of a refresh are left out on
/// purpose, or no answer would ever be unchanged; whether it is stale is in.
/// </summary>
internal static class AnswerTag
{
    private const ulong Offset = 14_695_981_039_346_656_037;
    private const ulong Prime = 1_099_511_628_211;

    public static string Of(StoredUserTickets stored, List<StoredUserTicket> shown, Freshness freshness)
    {
        var hash = Offset;
        foreach (var letter in stored.Email)
            Add(ref hash, letter);
        var counts = stored.Counts;
        foreach (var count in (ReadOnlySpan<long>)[counts.New, counts.Open, counts.Pending, counts.Hold, counts.Solved, counts.Closed])
            Add(ref hash, (ulong)count);
        foreach (var row in shown)
        {
            Add(ref hash, (ulong)row.Ticket.Id);
            Add(ref hash, (ulong)row.Fence);
        }
        Add(ref hash, (ulong)stored.Tickets.Count);
        Add(ref hash, freshness.Stale ? 1UL : 0);
        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }

    // Fowler-Noll-Vo over 64-bit words: unlike HashCode it is the same on every node and after every restart.
    private static void Add(ref ulong hash, ulong value) => hash = (hash ^ value) * Prime;
}
