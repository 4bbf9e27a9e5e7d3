using System.Globalization;
using TicketPlatform.Domain.Statistics;

namespace TicketPlatform.Application.Statistics;

/// <summary>What must have been read before an hour may be published.</summary>
internal static class CompletenessGate
{
    public const string ChangesWait = "What was read last is not derived yet.";

    // Zendesk withholds the last minute; the rest is for clocks and for what becomes visible a little later.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(90);

    /// <summary>Why an hour cannot be told yet, in one line; null where the streams reach past it and nothing is being looked for in it.</summary>
    public static string? WaitsFor(IReadOnlyList<StreamProof> streams, (MissingFacts Earliest, int Tickets)? missing, OpenHour hour)
    {
        var needed = hour.End + Margin;
        foreach (var stream in streams)
        {
            if (stream.BrokenLinks > 0)
                return $"The chain of pages of {stream.Stream} is broken.";
            // A run that begins anew keeps when the former one was drained; its own pages must show it.
            if (stream.DrainedSince is not { } drained || stream.EndOfStreamAt is null)
                return $"{stream.Stream} has not been read to its end yet.";
            if (drained < needed)
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"{stream.Stream} must be read to its end once more, from {needed.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'} on; the last such reading began at {drained.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}."
                );
        }
        return missing is { } known && known.Earliest.Since < hour.End ? HistoriesWait(known.Tickets, known.Earliest.Reason) : null;
    }

    /// <summary>Says that the whole history of some tickets must be read, and why of one.</summary>
    public static string HistoriesWait(int tickets, string reason) => $"The history of {tickets} tickets must be read: {reason}.";
}
