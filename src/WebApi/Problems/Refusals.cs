using TicketPlatform.Application;

namespace TicketPlatform.WebApi.Problems;

internal static class Refusals
{
    private const int RetryAfterSeconds = 5;

    extension(Failure failure)
    {
        /// <summary>The one place where a refusal becomes a status code.</summary>
        public ProblemAnswer ToProblem() =>
            new(failure.Kind.ToStatus(), failure.Code, failure.Detail, failure.Fields)
            {
                RetryAfter = failure.Kind is FailureKind.Busy or FailureKind.TooMany ? RetryAfterSeconds : null,
            };
    }

    extension(FailureKind kind)
    {
        public int ToStatus() =>
            kind switch
            {
                FailureKind.Invalid => StatusCodes.Status400BadRequest,
                FailureKind.NotFound => StatusCodes.Status404NotFound,
                FailureKind.Conflict => StatusCodes.Status409Conflict,
                FailureKind.Unauthenticated => StatusCodes.Status401Unauthorized,
                FailureKind.TooMany => StatusCodes.Status429TooManyRequests,
                FailureKind.Busy => StatusCodes.Status503ServiceUnavailable,
                _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unmapped failure kind."),
            };
    }

    /// <summary>The refusal of one field.</summary>
    public static Failure Invalid(string field, string message) =>
        InvalidInput.Of(new Dictionary<string, string[]> { [field] = [message] });
}
