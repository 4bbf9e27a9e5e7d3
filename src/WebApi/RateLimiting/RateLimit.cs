using TicketPlatform.WebApi.Problems;

namespace TicketPlatform.WebApi.RateLimiting;

/// <summary>Refuses callers who ask more than their share. It runs after authentication and before authorization, so that failed logins count.</summary>
internal sealed class RateLimit(RequestDelegate next, CallerBudgets budgets)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<Unlimited>() is not null || budgets.Take(Caller.Of(context)) is not { } wait)
            return next(context);
        return new ProblemAnswer(
            StatusCodes.Status429TooManyRequests,
            "too-many-requests",
            "You asked too often; wait as long as Retry-After says."
        )
        {
            RetryAfter = (int)Math.Ceiling(wait.TotalSeconds),
        }.ExecuteAsync(context);
    }
}

/// <summary>Marks endpoints that probes ask as often as they like.</summary>
internal sealed class Unlimited;
