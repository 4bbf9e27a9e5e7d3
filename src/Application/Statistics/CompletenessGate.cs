using System.Globalization;

namespace TicketPlatform.Application.Statistics;

/// <summary>What must have been read before an hour may be published.</summary>
internal static class CompletenessGate
{
    public const string ChangesWait = "What was read last is not derived yet.";

    // Zendesk withholds the last minute; the rest is for clocks and for what becomes visible a little later.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(90);

    /// <summary>Why the streams do not reach past an hour yet, in one line; null where they do.</summary>
    public static string? WaitsFor(IReadOnlyList<StreamProof> streams, OpenHour hour)
    {
        var needed = hour.End + Margin;
        foreach (var stream in streams)
        {
            if (stream.BrokenLinks > 0)
                return $"The chain of pages of {stream.Stream} is broken.";
            if (stream.DrainedSince is not { } drained)
                return $"{stream.Stream} has not been read to its end yet.";
            if (drained < needed)
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"{stream.Stream} must be read to its end once more, from {needed.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'} on; the last such reading began at {drained.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}."
                );
        }
        return null;
    }
}
