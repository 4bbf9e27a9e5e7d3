using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Unicode;
using TicketPlatform.Domain.Statistics;

namespace TicketPlatform.Application.Statistics;

/// <summary>The tickets that an hour must know of, each up to the end of the hour.</summary>
internal sealed class TicketsOfHour
{
    // Two numbers, a comma, and the end of the line.
    private const int LongestLine = 42;

    private readonly OpenHour _hour;
    private readonly List<(TicketLife Life, TicketTimeline Timeline, bool HasEvents)> _tickets = [];

    private TicketsOfHour(OpenHour hour) => _hour = hour;

    /// <summary>What may be missing before the end of the hour.</summary>
    public IReadOnlyList<MissingFacts> Missing { get; private set; } = [];

    /// <summary>Those to which something happened in the hour.</summary>
    public IEnumerable<TicketTimeline> WithEvents => _tickets.Where(ticket => ticket.HasEvents).Select(ticket => ticket.Timeline);

    /// <summary>Tickets that seem to lack an event, and of which Zendesk has no history any more.</summary>
    public IReadOnlyList<Discrepancy> Gone { get; private set; } = [];

    /// <summary>How many tickets had their whole history read.</summary>
    public int HistoriesRead => _tickets.Count(ticket => ticket.Life is { AuditsReadAt: not null, IsGone: false });

    /// <summary>Gives every hour its tickets.</summary>
    public static Dictionary<DateTimeOffset, TicketsOfHour> Divide(
        IReadOnlyList<OpenHour> hours,
        IReadOnlyList<TicketLife> lives,
        IReadOnlyList<GoneHistory> gone,
        StaffHistory staff
    )
    {
        var divided = hours.ToDictionary(hour => hour.Hour, hour => new TicketsOfHour(hour));
        var (from, to) = (hours[0].Hour, hours[^1].End);
        var touched = new HashSet<DateTimeOffset>();
        foreach (var life in lives)
        {
            touched.Clear();
            foreach (var fact in life.Facts)
                if (fact.At >= from && fact.At < to)
                    touched.Add(HourOf(fact.At));
            foreach (var hour in touched)
                divided[hour].Add(life, staff, hasEvents: true);
            if (life.Mirrored is { } shown && HourOf(shown.UpdatedAt) is var updated && !touched.Contains(updated))
                divided.GetValueOrDefault(updated)?.Add(life, staff, hasEvents: false);
        }
        foreach (var (hour, tickets) in divided)
        {
            var end = hour.AddHours(1);
            tickets.Missing =
            [
                .. tickets._tickets.Select(ticket => ticket.Life.MissingBefore(ticket.Timeline, end)).OfType<MissingFacts>(),
            ];
            tickets.Gone =
            [
                .. from history in gone
                where history.Since < end && history.Until >= hour
                select new Discrepancy(history.TicketId, "history", null, null, SecondOpinion.Gone),
            ];
        }
        return divided;
    }

    private void Add(TicketLife life, StaffHistory staff, bool hasEvents) => _tickets.Add((life, life.Before(_hour.End, staff), hasEvents));

    /// <summary>What the figures rest on.</summary>
    public FactsProof Proof()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var lines = new ArrayBufferWriter<byte>();
        var known = new List<long>();
        var (tickets, events) = (0, 0);
        foreach (var (life, _, _) in _tickets.Where(ticket => ticket.HasEvents).OrderBy(ticket => ticket.Life.TicketId))
        {
            tickets++;
            known.Clear();
            foreach (var fact in life.Facts)
                if (fact.At < _hour.End)
                    known.Add(fact.EventId);
            known.Sort();
            for (var place = 0; place < known.Count; place++)
            {
                var id = known[place];
                if (place > 0 && id == known[place - 1])
                    continue;
                events++;
                Utf8.TryWrite(lines.GetSpan(LongestLine), CultureInfo.InvariantCulture, $"{life.TicketId},{id}\n", out var written);
                lines.Advance(written);
            }
            hash.AppendData(lines.WrittenSpan);
            lines.ResetWrittenCount();
        }
        return new FactsProof(tickets, events, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>Compares with Zendesk's own figures where they are of the state that the ticket had at the end of the hour.</summary>
    public (IReadOnlyList<Discrepancy> Discrepancies, SecondOpinionFigures Figures) Compare()
    {
        var differences = new List<Discrepancy>();
        var compared = 0;
        foreach (var (life, timeline, _) in _tickets)
            if (life.CompareBefore(timeline, _hour.End) is { } found)
            {
                compared += SecondOpinion.Compared(life.Mirrored!.Metrics!);
                differences.AddRange(found);
            }
        var unexplained = differences.Count(difference => difference.Cause == SecondOpinion.Unexplained);
        var explained = differences.Count - unexplained;
        return (differences, new SecondOpinionFigures(compared, compared - differences.Count, explained, unexplained));
    }

    private static DateTimeOffset HourOf(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
}
