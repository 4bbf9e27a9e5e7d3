using System.Reflection;
using System.Text.Json;
using TicketPlatform.Domain.Statistics;

namespace TicketPlatform.Application.Statistics;

/// <summary>Successive hours with everything that their figures need, read together because most tickets live through several of them.</summary>
internal sealed class HourBatch
{
    private static readonly string Product =
        typeof(HourBatch).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private readonly IReadOnlyList<StreamProof> _streams;
    private readonly Dictionary<DateTimeOffset, TicketsOfHour> _tickets;
    private readonly IReadOnlyDictionary<DateTimeOffset, BacklogFigure> _backlogs;
    private readonly HourRankings _rankings;
    private readonly GapProof? _gaps;

    private HourBatch(
        IReadOnlyList<OpenHour> hours,
        IReadOnlyList<StreamProof> streams,
        Dictionary<DateTimeOffset, TicketsOfHour> tickets,
        IReadOnlyDictionary<DateTimeOffset, BacklogFigure> backlogs,
        HourRankings rankings,
        GapProof? gaps
    )
    {
        (Hours, _streams, _tickets, _backlogs, _rankings, _gaps) = (hours, streams, tickets, backlogs, rankings, gaps);
        Missing =
        [
            .. tickets.Values.SelectMany(hour => hour.Missing).OrderBy(missing => missing.Since).DistinctBy(missing => missing.TicketId),
        ];
    }

    /// <summary>In order, without a gap.</summary>
    public IReadOnlyList<OpenHour> Hours { get; }

    /// <summary>What may be missing, once per ticket; the earliest first.</summary>
    public IReadOnlyList<MissingFacts> Missing { get; }

    /// <summary>Reads what some successive hours need.</summary>
    public static async Task<HourBatch> ReadAsync(
        IStatisticsSnapshot snapshot,
        IReadOnlyList<StreamProof> streams,
        KnownLives known,
        HourRankings rankings,
        IReadOnlyList<OpenHour> hours,
        CancellationToken cancellationToken
    )
    {
        var (first, last) = (hours[0], hours[^1]);
        var staff = await snapshot.StaffAsync(cancellationToken);
        var gone = await snapshot.GoneAsync(first.Hour, last.End, cancellationToken);
        var lives = await known.TouchedAsync(first.Hour, last.End, cancellationToken);
        // Thousands of lives are walked through while the database tells the rest.
        var dividing = Task.Run(() => TicketsOfHour.Divide(hours, lives, gone, staff), cancellationToken);
        var backlogs = await snapshot.BacklogsAsync([.. hours.Select(hour => hour.End)], cancellationToken);
        await rankings.ReadAsync(snapshot, first, last, cancellationToken);
        var gaps = await snapshot.GapsAsync(cancellationToken);
        return new HourBatch(hours, streams, await dividing, backlogs, rankings, gaps);
    }

    /// <summary>Why an hour may lack an event; null where it lacks none. What a later hour misses may have happened in this one.</summary>
    public string? WaitsFor(OpenHour hour)
    {
        var missing = Missing.TakeWhile(facts => facts.Since < hour.End).ToList();
        return missing.Count == 0 ? null : CompletenessGate.HistoriesWait(missing.Count, missing[0].Reason);
    }

    /// <summary>An hour as it is to be published; to be asked for in their order.</summary>
    public PublishedHour Compute(OpenHour hour)
    {
        var tickets = _tickets[hour.Hour];
        var figures = HourFigures.Of(hour.Hour, tickets.WithEvents, _backlogs[hour.End]);
        var (discrepancies, opinion) = tickets.Compare();
        var certificate = new HourCertificate(
            opinion.Unexplained == 0 && tickets.Gone.Count == 0 ? "green" : "amber",
            AgentStatistics.PresentDefinition,
            _rankings.HoldSeconds,
            Product,
            tickets.Proof(),
            _streams,
            tickets.HistoriesRead,
            tickets.Gone.Count,
            _gaps,
            opinion
        );
        return new PublishedHour(
            JsonSerializer.Serialize(figures, StatisticsJson.Default.HourFigures),
            _rankings.At(hour),
            JsonSerializer.Serialize(certificate, StatisticsJson.Default.HourCertificate),
            Difference: null,
            [.. discrepancies, .. tickets.Gone]
        );
    }
}
