using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using TicketPlatform.Domain.Statistics;

namespace TicketPlatform.Domain.Tests.Statistics;

/// <summary>The figures of durations beside their definitions, in integers of any size.</summary>
public sealed class SummingDurations
{
    private const long Micro = 1_000_000;

    [Fact]
    public void Count_and_sum_are_exact() =>
        Holds((durations, figure) => figure.Count == durations.Length && figure.SumSeconds == Sum(durations));

    [Fact]
    public void Median_and_percentile_are_the_least_that_half_and_nine_tenths_do_not_exceed() =>
        Holds((durations, figure) => figure.MedianSeconds == Least(durations, 5) && figure.P90Seconds == Least(durations, 9));

    [Fact]
    public void A_mean_is_the_nearest_millionth_and_of_two_the_even_one() =>
        Holds(
            (durations, figure) =>
            {
                var millionths = new BigInteger(figure.MeanSeconds!.Value * Micro);
                var distance = 2 * BigInteger.Abs((millionths * durations.Length) - (Sum(durations) * Micro));
                return distance < durations.Length || (distance == durations.Length && millionths.IsEven);
            }
        );

    [Fact]
    public void Order_changes_nothing() => Holds((durations, figure) => DurationFigure.Of(durations.Reverse()) == figure);

    [Fact]
    public void What_is_known_by_its_integers_has_the_same_mean() =>
        Holds((_, figure) => DurationFigure.Restored(figure.Count, figure.SumSeconds, figure.MedianSeconds, figure.P90Seconds) == figure);

    [Fact]
    public void Nothing_has_no_mean() => DurationFigure.Restored(0, 0, null, null).ShouldBe(DurationFigure.Of([]));

    private static long? Least(long[] durations, int tenths) =>
        durations.Where(limit => 10 * durations.Count(duration => duration <= limit) >= tenths * durations.Length).Min();

    private static BigInteger Sum(long[] durations) => durations.Aggregate(BigInteger.Zero, (sum, duration) => sum + duration);

    private static void Holds(Func<long[], DurationFigure, bool> promise) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300),
            Prop.ForAll(Durations().ToArbitrary(), durations => promise(durations, DurationFigure.Of(durations)))
        );

    // Few values, so that they repeat; a year in between. 64 and 128 of them have halves of a millionth.
    private static Gen<long[]> Durations() =>
        from count in Gen.OneOf(Gen.Choose(1, 30), Gen.Elements(64, 128))
        from durations in Gen.Elements<long>(0, 1, 2, 3, 60, 61, 3_600, 31_536_000).ArrayOf(count)
        select durations;
}
