namespace TicketPlatform.ZendeskSimulator.Truth;

/// <summary>Some durations in whole seconds, as they are published; over nothing, all but the count and the sum are null.</summary>
internal sealed record DurationTruth(long Count, long SumSeconds, decimal? MeanSeconds, long? MedianSeconds, long? P90Seconds)
{
    public static DurationTruth Of(IEnumerable<long> seconds)
    {
        var sorted = seconds.Order().ToList();
        if (sorted.Count == 0)
            return new DurationTruth(0, 0, null, null, null);
        var mean = PublishedNumber.Of((decimal)sorted.Sum() / sorted.Count);
        return new DurationTruth(sorted.Count, sorted.Sum(), mean, LeastThatReaches(50, sorted), LeastThatReaches(90, sorted));
    }

    private static long LeastThatReaches(int percent, List<long> sorted) =>
        sorted.Where((_, index) => (index + 1) * 100L >= (long)percent * sorted.Count).First();
}

/// <summary>Numbers as they are published.</summary>
internal static class PublishedNumber
{
    private const int Decimals = 6;

    /// <summary>Rounded to six decimals, half to even.</summary>
    public static decimal Of(decimal value) => Plain(decimal.Round(value, Decimals, MidpointRounding.ToEven));

    /// <summary>Without trailing zeros: dividing by a one of full precision takes them away.</summary>
    public static decimal Plain(decimal value) => value / 1.0000000000000000000000000000m;
}
