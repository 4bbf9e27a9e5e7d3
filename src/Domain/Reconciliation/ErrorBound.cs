namespace TicketPlatform.Domain.Reconciliation;

/// <summary>What a random sample proves about everything that it was drawn from.</summary>
public static class ErrorBound
{
    /// <summary>The chance that the true rate is below the bound.</summary>
    public const double Confidence = 0.95;

    /// <summary>
    /// The greatest rate of errors (per ticket) that still leaves a 5 % chance of finding as few errors as were found: the exact one-sided bound
    /// of a Poisson count. Without any error it is about 3 divided by the samples, the rule of three.
    /// </summary>
    /// <param name="errors">Errors found, 0 or more.</param>
    /// <param name="samples">Tickets looked at, 1 or more.</param>
    public static double Upper(int errors, int samples)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(errors);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        return GreatestExpectation(errors) / samples;
    }

    /// <summary>Bisects the expectation under which so few errors are just as unlikely as the confidence allows.</summary>
    private static double GreatestExpectation(int errors)
    {
        var (low, high) = ((double)errors, errors + 3.0);
        while (ChanceOfAtMost(errors, high) > 1 - Confidence)
            (low, high) = (high, high * 2);
        while (true)
        {
            var middle = (low + high) / 2;
            if (middle <= low || middle >= high)
                return high;
            if (ChanceOfAtMost(errors, middle) > 1 - Confidence)
                low = middle;
            else
                high = middle;
        }
    }

    // From the last term down to the first: in logarithms, because neither the factorial nor the exponential of a large count fits a double.
    private static double ChanceOfAtMost(int errors, double expected)
    {
        var logarithm = -expected;
        for (var count = 1; count <= errors; count++)
            logarithm += Math.Log(expected / count);
        var (term, sum) = (Math.Exp(logarithm), 0.0);
        for (var count = errors; count >= 0; count--)
        {
            sum += term;
            term *= count / expected;
        }
        return sum;
    }
}
