using FsCheck;
using FsCheck.Fluent;
using TicketPlatform.Domain.Reconciliation;

namespace TicketPlatform.Domain.Tests.Reconciliation;

public sealed class BoundingErrors
{
    [Fact]
    public void Without_an_error_it_is_the_rule_of_three() =>
        ForAll(errors: 0, (_, samples) => IsClose(ErrorBound.Upper(0, samples), -Math.Log(1 - ErrorBound.Confidence) / samples));

    [Fact]
    public void More_samples_bound_the_rate_lower() =>
        ForAll(errors: 500, (errors, samples) => ErrorBound.Upper(errors, samples + 1) < ErrorBound.Upper(errors, samples));

    [Fact]
    public void More_errors_bound_it_higher() =>
        ForAll(errors: 500, (errors, samples) => ErrorBound.Upper(errors + 1, samples) > ErrorBound.Upper(errors, samples));

    [Fact]
    public void It_is_above_what_was_found() =>
        ForAll(errors: 2_000, (errors, samples) => ErrorBound.Upper(errors, samples) > (double)errors / samples);

    /// <summary>Half the 95th percentile of chi-squared with 2 (errors + 1) degrees of freedom, as printed in statistical tables.</summary>
    [Theory]
    [InlineData(0, 2.9957)]
    [InlineData(1, 4.7439)]
    [InlineData(2, 6.2958)]
    [InlineData(5, 10.5130)]
    [InlineData(10, 16.9622)]
    [InlineData(49, 62.1711)]
    public void It_is_the_one_of_the_tables(int errors, double expectation) =>
        (ErrorBound.Upper(errors, 1_000) * 1_000).ShouldBe(expectation, tolerance: 0.0001);

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 0)]
    public void Nothing_is_concluded_from_no_sample(int errors, int samples) =>
        Should.Throw<ArgumentOutOfRangeException>(() => ErrorBound.Upper(errors, samples));

    private static void ForAll(int errors, Func<int, int, bool> holds) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300),
            Prop.ForAll(
                Gen.Choose(0, errors).ToArbitrary(),
                Gen.Choose(1, 1_000_000).ToArbitrary(),
                (found, samples) => holds(found, samples)
            )
        );

    private static bool IsClose(double left, double right) => Math.Abs(left - right) <= 1e-12 * right;
}
