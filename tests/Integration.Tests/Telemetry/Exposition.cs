using System.Globalization;
using System.Text.RegularExpressions;

namespace TicketPlatform.Integration.Tests.Telemetry;

/// <summary>A strict reading of Prometheus' text format 0.0.4: what it does not accept, no scraper has to.</summary>
internal sealed partial class Exposition
{
    private static readonly string[] Suffixes = ["_bucket", "_sum", "_count"];

    private readonly Dictionary<string, string> _types = [];
    private readonly HashSet<string> _helped = [];
    private readonly List<(string Family, string Name, string Labels, double Value)> _samples = [];

    /// <summary>Family by family, with its type.</summary>
    public IReadOnlyDictionary<string, string> Types => _types;

    public IEnumerable<string> Families => _types.Keys;

    /// <summary>Throws <see cref="FormatException"/> with the line that breaks the format.</summary>
    public static Exposition Read(string text)
    {
        var exposition = new Exposition();
        if (!text.EndsWith('\n'))
            throw new FormatException("The last line must end.");
        foreach (var line in text.Split('\n'))
            exposition.Add(line);
        exposition.CheckHistograms();
        return exposition;
    }

    private void Add(string line)
    {
        if (line.Length == 0)
            return;
        var comment = Comment().Match(line);
        if (comment.Success)
        {
            var (kind, family, rest) = (comment.Groups[1].Value, comment.Groups[2].Value, comment.Groups[3].Value);
            var isNew = kind == "TYPE" ? _types.TryAdd(family, rest) : kind != "HELP" || _helped.Add(family);
            if (!isNew || _samples.Exists(sample => sample.Family == family) || (kind == "HELP" && rest.Length == 0))
                throw new FormatException($"Said twice, too late or without a word: {line}");
            return;
        }
        var sample = Sample().Match(line);
        if (!sample.Success)
            throw new FormatException($"Neither a comment nor a sample: {line}");
        var name = sample.Groups[1].Value;
        var owner = FamilyOf(name) ?? throw new FormatException($"Without a type: {line}");
        if (_samples.Count > 0 && _samples[^1].Family != owner && _samples.Exists(other => other.Family == owner))
            throw new FormatException($"Apart from the others of its family: {line}");
        if (_samples.Exists(other => other.Name == name && other.Labels == sample.Groups[2].Value))
            throw new FormatException($"Twice: {line}");
        _samples.Add((owner, name, sample.Groups[2].Value, Number(sample.Groups[3].Value)));
    }

    private string? FamilyOf(string name)
    {
        if (_types.TryGetValue(name, out var type) && type != "histogram")
            return name;
        var histogram = Suffixes.Where(suffix => name.EndsWith(suffix, StringComparison.Ordinal)).Select(suffix => name[..^suffix.Length]);
        return histogram.FirstOrDefault(family => _types.GetValueOrDefault(family) == "histogram");
    }

    private void CheckHistograms()
    {
        foreach (var family in _types.Where(type => type.Value == "histogram").Select(type => type.Key))
        foreach (
            var series in _samples.Where(sample => sample.Name == $"{family}_bucket").GroupBy(sample => Le().Replace(sample.Labels, ""))
        )
        {
            var counts = series.Select(bucket => bucket.Value).ToList();
            if (!counts.SequenceEqual(counts.Order()) || !series.Last().Labels.Contains("le=\"+Inf\"", StringComparison.Ordinal))
                throw new FormatException($"Buckets of {family}{series.Key} do not add up to the last.");
            var count = _samples.Single(sample => sample.Name == $"{family}_count" && Le().Replace(sample.Labels, "") == series.Key);
            if (!count.Value.Equals(counts[^1]))
                throw new FormatException($"The count of {family}{series.Key} is not its last bucket.");
        }
    }

    private static double Number(string text) =>
        text switch
        {
            "+Inf" => double.PositiveInfinity,
            "-Inf" => double.NegativeInfinity,
            _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
        };

    [GeneratedRegex("^# (HELP|TYPE|UNIT) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.*)$")]
    private static partial Regex Comment();

    [GeneratedRegex("""^([a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\[\\"n])*",?)*\})? (\S+)$""")]
    private static partial Regex Sample();

    [GeneratedRegex(""",?le="[^"]*"|\{\}""")]
    private static partial Regex Le();
}
