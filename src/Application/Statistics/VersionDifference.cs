using System.Text.Json;

namespace TicketPlatform.Application.Statistics;

/// <summary>What distinguishes two versions of an hour.</summary>
internal static class VersionDifference
{
    private const string Gone = "historiesGone";
    private const string Unexplained = "unexplained";

    private static readonly Dictionary<long, string> NoNames = [];

    /// <summary>Whether figures, rankings, the facts behind them and what makes a certificate amber are the same.</summary>
    public static bool SaysTheSame(PublishedHour former, PublishedHour computed) =>
        former.Figures == computed.Figures
        && CertifiedOf(former) == CertifiedOf(computed)
        && Rankings(former, default).SequenceEqual(Rankings(computed, default));

    /// <summary>The figures that changed, the windows whose ranking did, and the numbers that make a certificate amber; JSON.</summary>
    /// <param name="former">What is published.</param>
    /// <param name="computed">What will be.</param>
    /// <param name="asOf">The end of the hour (UTC).</param>
    public static string Between(PublishedHour former, PublishedHour computed, DateTimeOffset asOf)
    {
        var changes = new Dictionary<string, FigureChange>();
        using var before = JsonDocument.Parse(former.Figures);
        using var after = JsonDocument.Parse(computed.Figures);
        foreach (var figure in after.RootElement.EnumerateObject())
            Note(figure.Name, before.RootElement.TryGetProperty(figure.Name, out var was) ? was : null, figure.Value);
        foreach (var ((window, was), (_, now)) in Rankings(former, asOf).Zip(Rankings(computed, asOf)))
        {
            using var formerly = JsonDocument.Parse(was);
            using var nowadays = JsonDocument.Parse(now);
            Note($"agents.{window}", formerly.RootElement, nowadays.RootElement);
        }
        var (certified, newly) = (CertifiedOf(former), CertifiedOf(computed));
        NoteCount(Gone, certified.Gone, newly.Gone);
        NoteCount(Unexplained, certified.Unexplained, newly.Unexplained);
        return JsonSerializer.Serialize(changes, StatisticsJson.Default.IReadOnlyDictionaryStringFigureChange);

        void Note(string name, JsonElement? was, JsonElement now)
        {
            if (was?.GetRawText() != now.GetRawText())
                changes[name] = new FigureChange(was?.Clone(), now.Clone());
        }

        void NoteCount(string name, int was, int now)
        {
            if (was != now)
                changes[name] = new FigureChange(JsonSerializer.SerializeToElement(was), JsonSerializer.SerializeToElement(now));
        }
    }

    // The first certificates did not tell of histories that are gone; there were none.
    private static (string Facts, int Gone, int Unexplained) CertifiedOf(PublishedHour hour)
    {
        using var certificate = JsonDocument.Parse(hour.Certificate);
        var root = certificate.RootElement;
        return (
            root.GetProperty("facts").GetRawText(),
            root.TryGetProperty(Gone, out var gone) ? gone.GetInt32() : 0,
            root.GetProperty("secondOpinion").GetProperty(Unexplained).GetInt32()
        );
    }

    private static IEnumerable<(string Window, string Json)> Rankings(PublishedHour hour, DateTimeOffset asOf) =>
        from ranked in hour.Rankings
        let statistics = AgentStatistics.Of(ranked.Window, asOf, ranked.Ranking, NoNames)
        select (ranked.Window.Name, JsonSerializer.Serialize(statistics, StatisticsJson.Default.AgentStatistics));
}
