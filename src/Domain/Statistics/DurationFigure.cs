namespace TicketPlatform.Domain.Statistics;

/// <summary>What is told of a set of durations. Over nothing, all but the count and the sum are null.</summary>
/// <param name="Count">How many.</param>
/// <param name="SumSeconds">Exact.</param>
/// <param name="MeanSeconds">Rounded to six decimals, half to even.</param>
/// <param name="MedianSeconds">One of the durations: the least that half of them do not exceed.</param>
/// <param name="P90Seconds">The same for nine in ten.</param>
public sealed record DurationFigure(long Count, long SumSeconds, decimal? MeanSeconds, long? MedianSeconds, long? P90Seconds)
{
    private const int MeanDecimals = 6;

    /// <summary>The figures of some durations in whole seconds.</summary>
    public static DurationFigure Of(IEnumerable<long> seconds) => OfSorted([.. seconds.Order()]);

    /// <summary>The figures of durations in ascending order.</summary>
    internal static DurationFigure OfSorted(List<long> sorted) =>
        sorted.Count == 0
            ? new DurationFigure(0, 0, null, null, null)
            : Restored(sorted.Count, sorted.Sum(), Percentile(sorted, 50), Percentile(sorted, 90));

    /// <summary>The figures of durations that are known by their integers alone.</summary>
    public static DurationFigure Restored(long count, long sum, long? median, long? p90) =>
        new(count, sum, count == 0 ? null : decimal.Round((decimal)sum / count, MeanDecimals, MidpointRounding.ToEven), median, p90);

    // As PostgreSQL's percentile_disc: the first value whose place reaches the fraction.
    private static long Percentile(List<long> sorted, int percent) => sorted[(int)((((long)sorted.Count * percent) + 99) / 100) - 1];
}
